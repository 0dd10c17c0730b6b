import { baselineOf } from '../data/baseline';
import { buildDataset, type Dataset } from '../data/build';
import { histogram } from '../engine/histogram';
import { softmax } from '../engine/numeric/softmax';
import type { DrawnLayer, LayerNumbers, Trainer } from '../engine/trainer';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import {
  type Bounds,
  type DataSummary,
  drawnUnits,
  type LayerHistograms,
  type NetworkPicture,
  type PictureRequest,
  type Snapshot,
  smallMap,
} from './protocol';

/** The largest number of points that are drawn. */
const pointLimit = 2000;
/** Side of the grid on which single units are drawn. */
const mapResolution = 24;
/** The number of places of the surface that are evaluated at a time. */
const surfaceRows = 400;
/** The margin of the drawn surface around the data, as a share of their extent. */
const margin = 0.1;

/** Computes the pictures of a run that are not part of its telemetry. */
export interface Pictures {
  readonly summary: DataSummary;
  /**
   * Computes the confusion matrix and all other requested pictures.
   * @param superseded called between two pictures; if true, the remaining ones are skipped
   * @param withoutSurface called with all but the surface, which takes longest, before that is computed
   */
  take(
    trainer: Trainer,
    request: PictureRequest,
    superseded: () => Promise<boolean>,
    withoutSurface?: (snapshot: Snapshot) => void,
  ): Promise<Snapshot | undefined>;
}

/** @throws Problem if the data cannot be built */
export function preparePictures(spec: ExperimentSpec): Pictures {
  const data = buildDataset(spec);
  const summary = summarize(data);
  const bounds = boundsOf(summary.points, data.plane);
  const classification = data.task === 'classification';
  /** The network's values on one sample, and the maps of the picked layer's units over the plane. */
  const drawNetwork = async (
    trainer: Trainer,
    layers: readonly DrawnLayer[],
    inputs: ArrayLike<number>,
    { sample, layer, small }: NonNullable<PictureRequest['picture']>,
  ): Promise<NetworkPicture> => {
    const widths = [...hiddenLayers(spec.network).map(({ units }) => units), data.outcomeNames.length];
    const { features } = data;
    const samples = inputs.length / features;
    const row = Math.min(sample, samples - 1);
    const drawn = layers.map((layer, l) => ({
      ...layer,
      units: widths[l]!,
      signals: layer.signals.map(Math.abs),
    }));
    const network = {
      samples,
      features,
      inputs: Float64Array.from(
        { length: Math.min(features, drawnUnits) },
        (_, i) => inputs[row * features + i]!,
      ),
    };
    if (data.plane !== 2 || !data.expand) return { ...network, layers: drawn };
    const grid = data.expand(planeGrid(bounds, smallMap));
    const { from, to } = small ?? { from: 0, to: 0 };
    const outputs = await trainer.predictLayers(grid, [...drawn.keys()].slice(from, to));
    const mapped = drawn.map((one, l) => {
      const values = outputs[l - from];
      return values ? { ...one, maps: byUnit(values, one.units) } : one;
    });
    if (layer === undefined) return { ...network, layers: mapped };
    const values = await trainer.predict(data.expand(planeGrid(bounds, mapResolution)), layer);
    return {
      ...network,
      layers: mapped,
      maps: { layer, resolution: mapResolution, units: widths[layer]!, values },
    };
  };
  return {
    summary,
    async take(trainer, request, superseded, withoutSurface) {
      const { boundaryResolution: resolution, ablation, histograms, jacobians, picture } = request;
      const { step } = trainer;
      const confusionOn = data.test.count > 0 ? 'test' : 'train';
      const layers = histograms || jacobians ? await trainer.layers() : undefined;
      const drawn = picture && (await trainer.drawnLayers(picture.sample, drawnUnits));
      const inputs = picture ? await trainer.inputs() : undefined;
      const signals = ablation && (await trainer.signalsWithAblation(ablation));
      const { accuracy, auc, confusion } = await trainer.evaluate(confusionOn);
      if (await superseded()) return undefined;
      const taken = {
        step,
        confusion,
        confusionOn,
        accuracy,
        auc,
        ...(layers && histograms ? { histograms: layers.map(countLayer) } : {}),
        ...(layers && jacobians ? { jacobians: await jacobiansOf(spec, layers) } : {}),
        ...(drawn && inputs && picture
          ? { picture: await drawNetwork(trainer, drawn, inputs, picture) }
          : {}),
        ...(ablation && signals ? { ablated: { ablation, signals } } : {}),
      } as const;
      if (await superseded()) return undefined;
      if (!data.expand || resolution < 2) return taken;
      withoutSurface?.(taken);
      const outputs = data.outcomeNames.length;
      const places = data.plane === 2 ? planeGrid(bounds, resolution) : lineGrid(bounds, resolution);
      const predicted = new Float64Array((places.length / data.plane) * outputs);
      const piece = surfaceRows * data.plane;
      for (let start = 0; start < places.length; start += piece) {
        const part = data.expand(places.subarray(start, start + piece));
        predicted.set(await trainer.predict(part), (start / data.plane) * outputs);
        if (await superseded()) return undefined;
      }
      const values = Float32Array.from(classification ? softmax(predicted, outputs) : predicted);
      return { ...taken, surface: { resolution, bounds, outputs, values } };
    },
  };
}

const countLayer = (layer: LayerNumbers): LayerHistograms => ({
  preActivations: histogram(layer.preActivations),
  activations: histogram(layer.activations),
  weights: histogram(layer.weights),
  weightGradients: histogram(layer.weightGradients, 'log'),
});

/** Loaded on first use, because it includes a library for linear algebra. */
async function jacobiansOf(spec: ExperimentSpec, layers: readonly LayerNumbers[]) {
  const { noJacobianReason, jacobians } = await import('../engine/jacobian');
  return noJacobianReason(spec) ?? jacobians(spec, layers);
}

/** Evaluates the drawn units at `[places, units]`, one unit after another. */
function byUnit(answers: Float64Array, units: number): Float64Array {
  const places = answers.length / units;
  const drawn = Math.min(units, drawnUnits);
  const values = new Float64Array(drawn * places);
  for (let unit = 0; unit < drawn; unit++)
    for (let place = 0; place < places; place++)
      values[unit * places + place] = answers[place * units + unit]!;
  return values;
}

export function summarize(data: Dataset): DataSummary {
  const { task, plane, featureNames, outcomeNames, train, test } = data;
  const share = Math.min(1, pointLimit / (train.count + test.count));
  const trainPoints = plane === 0 ? 0 : Math.ceil(train.count * share);
  const testPoints = plane === 0 ? 0 : Math.floor(test.count * share);
  const outputs = outcomeNames.length;
  const points = new Float64Array((trainPoints + testPoints) * plane);
  points.set(train.points.subarray(0, trainPoints * plane));
  points.set(test.points.subarray(0, testPoints * plane), trainPoints * plane);
  const value = (part: typeof train, i: number) =>
    task === 'classification' ? part.labels[i]! : part.targets[i * outputs]!;
  const values = Float64Array.from({ length: trainPoints + testPoints }, (_, i) =>
    i < trainPoints ? value(train, i) : value(test, i - trainPoints),
  );
  const { inputs } = train;
  return {
    task,
    plane,
    features: inputs.length / train.count,
    inputSquare: inputs.reduce((sum, x) => sum + x * x, 0) / inputs.length,
    featureNames,
    outcomeNames,
    baseline: baselineOf(data),
    trainCount: train.count,
    testCount: test.count,
    points,
    values,
    trainPoints,
  };
}

export function boundsOf(points: Float64Array, plane: 0 | 1 | 2): Bounds {
  const extent = (offset: number): [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = offset; i < points.length; i += plane) {
      low = Math.min(low, points[i]!);
      high = Math.max(high, points[i]!);
    }
    const room = margin * (high - low || 1);
    return [low - room, high + room];
  };
  if (plane === 0) return { xMin: 0, xMax: 0, yMin: 0, yMax: 0 };
  const [xMin, xMax] = extent(0);
  const [yMin, yMax] = plane === 2 ? extent(1) : [0, 0];
  return { xMin, xMax, yMin, yMax };
}

/** Grid coordinates `[resolution², 2]`, rows from the smallest y, columns from the smallest x. */
export function planeGrid({ xMin, xMax, yMin, yMax }: Bounds, resolution: number): Float64Array {
  const places = new Float64Array(resolution * resolution * 2);
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      const at = 2 * (row * resolution + column);
      places[at] = xMin + ((xMax - xMin) * (column + 0.5)) / resolution;
      places[at + 1] = yMin + ((yMax - yMin) * (row + 0.5)) / resolution;
    }
  }
  return places;
}

/** Coordinates `[resolution, 1]` from the smallest x to the largest. */
const lineGrid = ({ xMin, xMax }: Bounds, resolution: number): Float64Array =>
  Float64Array.from({ length: resolution }, (_, i) => xMin + ((xMax - xMin) * i) / (resolution - 1));
