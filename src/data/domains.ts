import { Problem, say } from '../base/problem';
import { createRandom } from '../random/random';
import { type Dataset, datasetFrom, drawSamples } from './build';
import { checkSameTask, checkTarget } from './domainChecks';
import { type DataSet, type DataSpec, dataSets, type Samples } from './sets';
import { takeRows } from './sets/rows';
import { applies, type Shift, type ShiftKind, type ShiftSpec, shifts } from './shifts';
import { split } from './split';

/** A source and a target made from it by shifts, or two data sets of the same classes. */
export interface DomainsSpec {
  readonly source: DataSpec;
  /** What is done to the source itself, so that it, too, is one view of the things of which the target is another. */
  readonly sourceShifts?: readonly ShiftSpec[];
  readonly target: { readonly shifts: readonly ShiftSpec[] } | { readonly data: DataSpec };
  readonly seed: number;
  /** Labelled training samples of the target, of each class (of a regression, of all); `null`: all, 0: none. */
  readonly labelBudget: number | null;
  /** Whether sample i of the target is sample i of the source, shifted: two views of the same things. */
  readonly paired?: boolean;
}

/** What transfer learns from and is tested on. */
export interface Domains {
  readonly source: Dataset;
  /** Standardized by the source's scale, where the source is standardized. */
  readonly target: Dataset;
  /** 1 for each training sample of the target whose label may be used `[target.train.count]`. */
  readonly labelled: Uint8Array;
}

/** Fetches what the data need before `buildDomains` can make them. */
export async function loadDomains({ source, target }: DomainsSpec): Promise<void> {
  for (const data of 'data' in target ? [source, target.data] : [source]) {
    await (dataSets[data.kind] as DataSet).load?.(data);
  }
}

/**
 * Makes both domains; after `loadDomains`. A target made by shifts is drawn afresh, so that no sample is in both; of data
 * of which there are only so many, each domain gets a half. Only pairs share their samples.
 * @throws Problem where a shift does not apply, the domains differ in task, classes or input size, the target is empty, or
 * the budget is larger than a class
 */
export function buildDomains(spec: DomainsSpec): Domains {
  const { seed, labelBudget, paired = false } = spec;
  const [sourceSamples, targetSamples] = drawDomains(spec);
  const source = datasetFrom(sourceSamples, spec.source, seed);
  const targetSpec = 'data' in spec.target ? spec.target.data : spec.source;
  checkSameTask(sourceSamples, targetSamples);
  const target = datasetFrom(targetSamples, targetSpec, seed, paired ? 0 : 1, source.scale);
  checkTarget(target, labelBudget);
  return { source, target, labelled: labelledRows(target, labelBudget, seed) };
}

/** The samples of both domains, not yet split. */
function drawDomains(spec: DomainsSpec): readonly [Samples, Samples] {
  const { source, target, seed, paired } = spec;
  const drawn = drawSamples(source, createRandom(seed, 'data'));
  const view = (samples: Samples) =>
    applyShifts(samples, spec.sourceShifts ?? [], seed, { field: 'sourceShifts', stream: sourceStream });
  // Stream 1 belongs to the fresh inputs of the source.
  if ('data' in target) return [view(drawn), drawSamples(target.data, createRandom(seed, 'data', 2))];
  if (paired) {
    const shifted = applyShifts(drawn, target.shifts, seed);
    const own = view(drawn);
    checkPairs(own, shifted);
    return [own, shifted];
  }
  const [here, there] = (dataSets[source.kind] as DataSet).unlimited
    ? [drawn, drawSamples(source, createRandom(seed, 'data', 2))]
    : halves(drawn, seed);
  return [view(here), applyShifts(there, target.shifts, seed)];
}

/** Two halves of the samples, each with the same share of every class. */
function halves(samples: Samples, seed: number): readonly [Samples, Samples] {
  const { inputs, features, outcome } = samples;
  const labels = outcome.task === 'classification' ? outcome.labels : new Int32Array(0);
  const { train, test } = split(inputs.length / features, labels, 0.5, createRandom(seed, 'split', 2));
  return [takeRows(samples, train), takeRows(samples, test)];
}

/**
 * Samples after some shifts, one after the other, each with a stream of its own.
 * @throws Problem where one does not apply to the samples
 */
export function applyShifts(
  samples: Samples,
  stack: readonly ShiftSpec[],
  seed: number,
  { field, stream } = { field: 'target.shifts', stream: 0 },
): Samples {
  return stack.reduce((shifted, params, i) => {
    const shift: Shift = shifts[params.kind];
    if (!applies(shift, shifted)) throw inapplicable(`${field}.${i}`, params.kind, shifted);
    return shift.apply(shifted, params, createRandom(seed, 'shift', stream + i));
  }, samples);
}

/** The first stream of the source's own shifts: beyond those of the target's. */
const sourceStream = 100;

/** The kinds of shift that apply to some samples. */
export const shiftsFor = (samples: Samples): readonly ShiftKind[] =>
  (Object.keys(shifts) as ShiftKind[]).filter((kind) => applies(shifts[kind], samples));

const inapplicable = (field: string, kind: ShiftKind, samples: Samples) =>
  new Problem('mismatch', {
    field,
    found: say(`${kind} does not apply to these data`, `${kind} 不适用于这些数据`),
    allowed: shiftsFor(samples).join(', '),
  });

/** Which training samples keep their labels, drawn class by class; those of a smaller budget are among those of a larger. */
function labelledRows({ train }: Dataset, budget: number | null, seed: number): Uint8Array {
  const labelled = new Uint8Array(train.count);
  const taken = new Map<number, number>();
  for (const row of createRandom(seed, 'budget').permutation(train.count)) {
    const group = train.labels[row] ?? 0;
    const before = taken.get(group) ?? 0;
    if (budget !== null && before >= budget) continue;
    labelled[row] = 1;
    taken.set(group, before + 1);
  }
  return labelled;
}

function checkPairs(source: Samples, target: Samples): void {
  const [count, left] = [source, target].map(({ inputs, features }) => inputs.length / features);
  if (count === left) return;
  throw new Problem('mismatch', {
    field: 'target.shifts',
    found: say(
      `of ${count} samples, which are to be pairs, ${left} are left`,
      `${count} 个样本本应成对，却只剩 ${left} 个`,
    ),
    allowed: say('shifts that leave no sample out', '不删去样本的偏移'),
  });
}
