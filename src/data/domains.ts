import { enumerated, Problem, say } from '../base/problem';
import { createRandom } from '../random/random';
import { type Dataset, datasetFrom, drawSamples } from './build';
import { checkSameTask, checkTarget } from './domainChecks';
import { type DataSet, type DataSpec, dataSets, type Samples } from './sets';
import { takeRows } from './sets/rows';
import { applies, type Shift, type ShiftKind, type ShiftSpec, shifts } from './shifts';
import { split } from './split';

/** A source and a target. The target is made from the source by shifts, or is another data set with the same classes. */
export interface DomainsSpec {
  readonly source: DataSpec;
  /** Shifts of the source itself. Source and target are then two views of the same samples. */
  readonly sourceShifts?: readonly ShiftSpec[];
  readonly target: { readonly shifts: readonly ShiftSpec[] } | { readonly data: DataSpec };
  readonly seed: number;
  /** Number of labelled target training samples per class (for regression: in total). `null`: all; 0: none. */
  readonly labelBudget: number | null;
  /** Whether sample i of the target is sample i of the source, shifted: two views of the same sample. */
  readonly paired?: boolean;
}

/** The data that a transfer learns from and is tested on. */
export interface Domains {
  readonly source: Dataset;
  /** Standardized with the source's scale, if the source is standardized. */
  readonly target: Dataset;
  /** 1 for each target training sample whose label may be used `[target.train.count]`. */
  readonly labelled: Uint8Array;
}

/** Loads what `buildDomains` needs. */
export async function loadDomains({ source, target }: DomainsSpec): Promise<void> {
  for (const data of 'data' in target ? [source, target.data] : [source]) {
    await (dataSets[data.kind] as DataSet).load?.(data);
  }
}

/**
 * Builds both domains; call `loadDomains` first. A target made by shifts gets newly drawn samples, so that no sample is in
 * both domains. A data set of fixed size is divided: each domain gets one half. Only paired domains share samples.
 * @throws Problem if a shift does not apply, if the domains differ in task, classes or input size, if the target is empty, or
 * if the budget exceeds a class
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
  // Stream 1 is reserved for fresh source inputs.
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

/** Divides samples into two halves that have the same share of every class. */
function halves(samples: Samples, seed: number): readonly [Samples, Samples] {
  const { inputs, features, outcome } = samples;
  const labels = outcome.task === 'classification' ? outcome.labels : new Int32Array(0);
  const { train, test } = split(inputs.length / features, labels, 0.5, createRandom(seed, 'split', 2));
  return [takeRows(samples, train), takeRows(samples, test)];
}

/**
 * Applies shifts one after the other, each with its own random stream.
 * @throws Problem if a shift does not apply to the samples
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

/** The first random stream of the source's own shifts; it lies beyond the target's streams. */
const sourceStream = 100;

/** The kinds of shift that apply to the given samples. */
export const shiftsFor = (samples: Samples): readonly ShiftKind[] =>
  (Object.keys(shifts) as ShiftKind[]).filter((kind) => applies(shifts[kind], samples));

const inapplicable = (field: string, kind: ShiftKind, samples: Samples) =>
  new Problem('mismatch', {
    field,
    found: say(
      `${shifts[kind].title.en} does not apply to these data`,
      `${shifts[kind].title['zh-CN']}不适用于这些数据`,
    ),
    allowed: enumerated(shiftsFor(samples).map((one) => shifts[one].title)),
  });

/** Selects the training samples that keep their labels, class by class. A smaller budget selects a subset of a larger one. */
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
