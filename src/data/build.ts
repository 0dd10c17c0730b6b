import { createRandom, type Random } from '../random/random';
import type { ExperimentSpec } from '../schema/experiment';
import { checkTask } from '../schema/task';
import { noisyLabels } from './labelNoise';
import { filledIn, inputScale, scaledInputs, scaledTargets } from './prepare';
import { type DataSet, type DataSpec, dataSets, type ImageShape, type Samples } from './sets';
import { takeRows } from './sets/rows';
import type { Scale } from './sets/standardize';
import { byRows, split } from './split';

/** One part of the data (training or test), in file order. */
export interface Split {
  readonly count: number;
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** One-hot classes or regression targets `[count, outputs]` */
  readonly targets: Float64Array;
  /** Class indices `[count]` that `targets` are built from; empty for regression. */
  readonly labels: Int32Array;
  /** The labels before label noise `[count]`; a sample has a wrong label if `labels` differs. */
  readonly trueLabels: Int32Array;
  /** Coordinates of the samples `[count, plane]`. */
  readonly points: Float64Array;
}

/** The training and test data of a network. */
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
  /** Maps coordinates `[n, plane]` to network inputs `[n, features]`, if the data can be drawn. */
  readonly expand?: (points: ArrayLike<number>) => Float64Array;
  /** The scale of the inputs. */
  readonly scale?: Scale;
  /** The scale of a regression's targets. Multiply errors by its standard deviation to get the targets' own units. */
  readonly targetScale?: Scale;
}

/** Loads what `buildDataset` needs for a spec's data. */
export async function loadData(spec: ExperimentSpec): Promise<void> {
  const kind: DataSet = dataSets[spec.data.kind];
  await kind.load?.(spec.data);
}

/** All samples of a kind of data, before the split; call `loadData` first. */
export const drawSamples = (data: DataSpec, random: Random): Samples =>
  (dataSets[data.kind] as DataSet).samples(data, random);

/** The most recently built dataset. Calibration, trainer and pictures of a run share it, because it can be large. */
const made = new WeakMap<DataSpec, { readonly seed: number; readonly dataset: Dataset }>();

/**
 * Builds and splits a spec's data; call `loadData` first. Callers may get the same object again and must not change it.
 * @throws Problem if the data cannot be built, or do not fit the loss
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
 * Splits samples into train and test, standardizes them if the spec asks for it, and adds label noise to the training labels.
 * @param domain selects the random streams of the seed; the same samples of the same domain are split alike
 * @param scale the mean and standard deviation of each column; by default those of the training samples
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

/** One-hot rows for class indices `[n, classes]`. */
function oneHot(labels: Int32Array, classes: number): Float64Array {
  const rows = new Float64Array(labels.length * classes);
  labels.forEach((label, i) => {
    rows[i * classes + label] = 1;
  });
  return rows;
}
