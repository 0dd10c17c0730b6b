import { createRandom } from '../random/random';
import type { ExperimentSpec } from '../spec/experiment';
import { checkTask } from '../spec/task';
import { noisyLabels } from './labelNoise';
import { type DataSet, dataSets, type ImageShape } from './sets';
import { expandPoints, type PlaneFeature } from './sets/plane';
import { split } from './split';

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
}

/** Fetches what a spec's data need before `buildDataset` can make them. */
export async function loadData(spec: ExperimentSpec): Promise<void> {
  const kind: DataSet = dataSets[spec.data.kind];
  await kind.load?.();
}

/**
 * Makes and splits a spec's data; after `loadData`.
 * @throws Problem where the data cannot be had, or do not go with the loss
 */
export function buildDataset(spec: ExperimentSpec): Dataset {
  const kind: DataSet = dataSets[spec.data.kind];
  const samples = kind.samples(spec.data, createRandom(spec.seed, 'data'));
  const { outcome, features, featureNames } = samples;
  const { task } = outcome;
  checkTask(spec, task);
  const outcomeNames = task === 'classification' ? outcome.classNames : outcome.targetNames;
  const count = samples.inputs.length / features;
  const labels = task === 'classification' ? outcome.labels : new Int32Array(0);
  const plane = samples.points ? kind.plane : 0;
  const points = samples.points ?? new Float64Array(0);
  const parts = split(count, labels, spec.data.testFraction, createRandom(spec.seed, 'split'));
  const standardize = (spec.data as { standardize?: boolean }).standardize ?? false;
  const inputs = standardize ? standardized(samples.inputs, features, parts.train) : samples.inputs;
  const part = (rows: Int32Array, labelNoise: number): Split => {
    const common = {
      count: rows.length,
      inputs: pick(inputs, features, rows),
      points: pick(points, plane, rows),
    };
    if (task === 'regression') {
      return {
        ...common,
        targets: pick(outcome.targets, outcomeNames.length, rows),
        labels,
        trueLabels: labels,
      };
    }
    const classes = outcomeNames.length;
    const trueLabels = Int32Array.from(rows, (row) => labels[row]!);
    const given = noisyLabels(trueLabels, classes, labelNoise, createRandom(spec.seed, 'labelNoise'));
    return { ...common, targets: oneHot(given, classes), labels: given, trueLabels };
  };
  const list = (spec.data as { features?: readonly PlaneFeature[] }).features;
  const expand =
    plane === 0
      ? undefined
      : (p: ArrayLike<number>) => (plane === 2 ? expandPoints(p, list!) : Float64Array.from(p));
  return {
    task,
    plane,
    features,
    featureNames,
    outcomeNames,
    train: part(parts.train, spec.data.labelNoise),
    test: part(parts.test, 0),
    ...(expand ? { expand } : {}),
    ...(samples.image ? { image: samples.image } : {}),
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

/** Some rows of a `[n, cols]` matrix. */
function pick(matrix: Float64Array, cols: number, rows: Int32Array): Float64Array {
  const out = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    out.set(matrix.subarray(row * cols, (row + 1) * cols), i * cols);
  });
  return out;
}

/** Columns shifted and scaled to mean 0 and standard deviation 1 over the training rows. */
function standardized(inputs: Float64Array, features: number, rows: Int32Array): Float64Array {
  const out = inputs.slice();
  for (let j = 0; j < features; j++) {
    const column = Float64Array.from(rows, (row) => inputs[row * features + j]!);
    const [mean, deviation] = moments(column);
    for (let k = j; k < out.length; k += features) out[k] = (inputs[k]! - mean) / deviation;
  }
  return out;
}

/** Mean and standard deviation; a column of one value alone keeps its scale. */
function moments(column: Float64Array): readonly [mean: number, deviation: number] {
  const first = column[0]!;
  if (column.every((value) => value === first)) return [first, 1];
  const mean = column.reduce((sum, value) => sum + value / column.length, 0);
  // The largest deviation is taken out, so that squares neither underflow nor overflow.
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  const variance = column.reduce((sum, value) => sum + ((value - mean) / largest) ** 2 / column.length, 0);
  return [mean, largest * Math.sqrt(variance)];
}
