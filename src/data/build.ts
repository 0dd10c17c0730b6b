import { createRandom, type Random } from '../random/random';
import type { ExperimentSpec } from '../schema/experiment';
import { checkTask } from '../schema/task';
import { noisyLabels } from './labelNoise';
import { filledIn, inputScale, scaledInputs, scaledTargets } from './prepare';
import { type DataSet, type DataSpec, dataSets, type ImageShape, type Samples } from './sets';
import { takeRows } from './sets/rows';
import type { Scale } from './sets/standardize';
import { byRows, split } from './split';

/** One part of the data, in file order. */
export interface Split {
  readonly count: number;
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** One-hot classes or regression targets `[count, outputs]` */
  readonly targets: Float64Array;
  /** Class indices `[count]` that `targets` are made of; empty for regression. */
  readonly labels: Int32Array;
  /** The labels before label noise `[count]`; the sample is wrongly labelled where `labels` differs. */
  readonly trueLabels: Int32Array;
  /** Where the samples lie `[count, plane]`. */
  readonly points: Float64Array;
}

/** What a network is trained and tested on. */
export interface Dataset {
  readonly task: 'classification' | 'regression';
  readonly plane: 0 | 1 | 2;
  readonly features: number;
  readonly featureNames: readonly string[];
  /** Class names, or target names of a regression; as many as the network has outputs. */
  readonly outcomeNames: readonly string[];
  readonly train: Split;
  readonly test: Split;
  /** The shape of inputs that are pictures. */
  readonly image?: ImageShape;
  /** Network inputs `[n, features]` for places `[n, plane]`, where the data can be drawn. */
  readonly expand?: (points: ArrayLike<number>) => Float64Array;
  /** What the inputs were scaled by. */
  readonly scale?: Scale;
  /** What the targets of a regression were scaled by: errors times its deviation are in the targets' own units. */
  readonly targetScale?: Scale;
}

/** Fetches what a spec's data need before `buildDataset` can make them. */
export async function loadData(spec: ExperimentSpec): Promise<void> {
  const kind: DataSet = dataSets[spec.data.kind];
  await kind.load?.(spec.data);
}

/** The samples of a kind of data, whole; after `loadData`. */
export const drawSamples = (data: DataSpec, random: Random): Samples =>
  (dataSets[data.kind] as DataSet).samples(data, random);

/** What was made of a spec's data last: a run's calibration, trainer and pictures share one, as it can be large. */
const made = new WeakMap<DataSpec, { readonly seed: number; readonly dataset: Dataset }>();

/**
 * Makes and splits a spec's data; after `loadData`. The same object may be given out again: nobody changes it.
 * @throws Problem where the data cannot be had, or do not go with the loss
 */
export function buildDataset(spec: ExperimentSpec): Dataset {
  const { data, seed } = spec;
  const last = made.get(data);
  if (last?.seed === seed) {
    checkTask(spec, last.dataset.task);
    return last.dataset;
  }
  const samples = drawSamples(data, createRandom(seed, 'data'));
  checkTask(spec, samples.outcome.task);
  const dataset = datasetFrom(samples, data, seed);
  made.set(data, { seed, dataset });
  return dataset;
}

/**
 * Splits samples into train and test, standardizes them where the spec says so, and makes the training labels noisy.
 * @param domain which streams of the seed are drawn from; the same samples of the same domain are split alike
 * @param scale the training columns' mean and deviation; by default their own
 */
export function datasetFrom(
  samples: Samples,
  spec: DataSpec,
  seed: number,
  domain = 0,
  scale?: Scale,
): Dataset {
  const { outcome, features, featureNames, expand, image } = samples;
  const { task } = outcome;
  const outcomeNames = task === 'classification' ? outcome.classNames : outcome.targetNames;
  const count = samples.inputs.length / features;
  const labels = task === 'classification' ? outcome.labels : new Int32Array(0);
  const { testRows } = samples;
  const rows = testRows
    ? byRows(count, new Set(Array.from(testRows.keys()).filter((row) => testRows[row])))
    : split(count, labels, spec.testFraction, createRandom(seed, 'split', domain), spec.kind === 'table');
  const whole = filledIn(samples, rows.train);
  const used = scale ?? inputScale(whole, spec, rows.train);
  const { samples: scaled, targetScale } = scaledTargets(scaledInputs(whole, used), spec, rows.train);
  const part = (chosen: Int32Array, labelNoise: number): Split => {
    const { inputs, points = new Float64Array(0), outcome } = takeRows(scaled, chosen);
    const common = { count: chosen.length, inputs, points };
    if (outcome.task === 'regression')
      return { ...common, targets: outcome.targets, labels, trueLabels: labels };
    const trueLabels = outcome.labels;
    const classes = outcomeNames.length;
    const given = noisyLabels(trueLabels, classes, labelNoise, createRandom(seed, 'labelNoise', domain));
    return { ...common, targets: oneHot(given, classes), labels: given, trueLabels };
  };
  return {
    task,
    plane: ((samples.points?.length ?? 0) / count) as Dataset['plane'],
    features,
    featureNames,
    outcomeNames,
    train: part(rows.train, spec.labelNoise),
    test: part(rows.test, 0),
    ...(expand ? { expand } : {}),
    ...(image ? { image } : {}),
    ...(used ? { scale: used } : {}),
    ...(targetScale ? { targetScale } : {}),
  };
}

/** Rows of 0 with a 1 at the class `[n, classes]`. */
function oneHot(labels: Int32Array, classes: number): Float64Array {
  const rows = new Float64Array(labels.length * classes);
  labels.forEach((label, i) => {
    rows[i * classes + label] = 1;
  });
  return rows;
}
