import { Problem, say } from '../base/problem';
import type { Dataset } from '../data/build';
import { createRandom } from '../random/random';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { activations } from './activations';
import { type Initializer, initializers } from './initializers';
import { numbers } from './kernels/reference/numbers';

/** The starting parameters of a layer: weights `[fanIn, fanOut]`, row-major, and biases `[fanOut]`. */
export interface LayerValues {
  readonly fanIn: number;
  readonly fanOut: number;
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/**
 * The starting parameters of every layer, output layer included. Each layer draws from its own random stream. Adding a
 * layer therefore does not change the others.
 * @param options.keepDraws whether the same weights may be asked for again, as while a slider is dragged
 * @param options.into earlier values that nobody needs any more: their memory is used again where it fits
 * @throws Problem if inline weights do not fit the network
 */
export function initialize(
  spec: ExperimentSpec,
  data: Dataset,
  {
    keepDraws = true,
    into,
  }: { readonly keepDraws?: boolean; readonly into?: readonly LayerValues[] | undefined } = {},
): LayerValues[] {
  const widths = [
    data.features,
    ...hiddenLayers(spec.network).map(({ units }) => units),
    data.outcomeNames.length,
  ];
  const shapes = widths.slice(1).map((fanOut, l) => ({ fanIn: widths[l]!, fanOut }));
  const { initializer } = spec.network;
  if (initializer.kind === 'inline') return inlineValues(initializer.layers as InlineLayers, shapes);
  const kind: Initializer = initializers[initializer.kind];
  const { gain, biasStd } = initializer as { gain: number; biasStd: number };
  const std = kind.biasStd?.(initializer) ?? biasStd;
  const kept: Drawn = { count: 0, weights: new Map() };
  const values = shapes.map((shape, index) => {
    const random = createRandom(spec.seed, 'weights', index);
    const draw = () => kind.weights(random, shape, initializer);
    // Biases that are drawn follow the weights in the stream.
    const drawn = std > 0 || !keepDraws ? draw() : drawOnce(spec, shape, index, kept, draw);
    const free = into?.[index]?.weights;
    const weights = free?.length === drawn.length ? free : new Float64Array(drawn.length);
    for (let k = 0; k < weights.length; k++) weights[k] = drawn[k]! * gain;
    const biases = Float64Array.from({ length: shape.fanOut }, () => (std > 0 ? std * random.normal() : 0));
    return { ...shape, weights, biases };
  });
  if (keepDraws) drawnLast = kept.weights;
  if (kind.unitVarianceOutputs) scaleToUnitVariance(spec, data, values, gain);
  return values;
}

/** Draws by what determines them, and the number of weights in all. */
interface Drawn {
  count: number;
  readonly weights: Map<string, Float64Array>;
}

/** The draws of the last network: a drag of the gain or of the depth needs the same ones again. */
let drawnLast: ReadonlyMap<string, Float64Array> = new Map();
/** The largest number of weights of one network that are kept, 8 MB. */
const mostKept = 1_000_000;

/** A layer's weights before `gain`: those of the last network if they are the same, otherwise drawn. */
function drawOnce(
  { seed, network: { initializer } }: ExperimentSpec,
  { fanIn, fanOut }: { fanIn: number; fanOut: number },
  index: number,
  kept: Drawn,
  draw: () => Float64Array,
): Float64Array {
  const { gain: _, biasStd: __, ...own } = initializer as Record<string, unknown>;
  const key = JSON.stringify([own, seed, index, fanIn, fanOut]);
  const weights = drawnLast.get(key) ?? draw();
  if (kept.count + weights.length <= mostKept) {
    kept.count += weights.length;
    kept.weights.set(key, weights);
  }
  return weights;
}

type InlineLayers = readonly { weights: readonly (readonly number[])[]; biases: readonly number[] }[];

function inlineValues(
  layers: InlineLayers,
  shapes: readonly { fanIn: number; fanOut: number }[],
): LayerValues[] {
  const field = 'network.initializer.layers';
  if (layers.length !== shapes.length) {
    throw new Problem('mismatch', {
      field,
      found: say(`${layers.length} layers`, `${layers.length} 层`),
      allowed: say(`${shapes.length}, the output layer included`, `${shapes.length}（含输出层）`),
    });
  }
  return shapes.map(({ fanIn, fanOut }, l) => {
    const { weights, biases } = layers[l]!;
    const wrongRow = weights.findIndex((row) => row.length !== fanOut);
    if (weights.length !== fanIn || wrongRow >= 0 || biases.length !== fanOut) {
      const cols = wrongRow >= 0 ? weights[wrongRow]!.length : fanOut;
      throw new Problem('mismatch', {
        field: `${field}.${l}`,
        found: say(
          `weights [${weights.length}, ${cols}] and ${biases.length} biases`,
          `权重 [${weights.length}, ${cols}] 与 ${biases.length} 个偏置`,
        ),
        allowed: say(
          `weights [${fanIn}, ${fanOut}] and ${fanOut} biases`,
          `权重 [${fanIn}, ${fanOut}] 与 ${fanOut} 个偏置`,
        ),
      });
    }
    return { fanIn, fanOut, weights: Float64Array.from(weights.flat()), biases: Float64Array.from(biases) };
  });
}

/** Number of samples that LSUV uses. */
const calibrationSamples = 256;

/**
 * LSUV (Mishkin & Matas 2015). Layer by layer, it divides the weights by the standard deviation of the layer's
 * pre-activations on training samples. Their variance is then 1 (gain² with a gain).
 */
function scaleToUnitVariance(
  spec: ExperimentSpec,
  data: Dataset,
  values: readonly LayerValues[],
  gain: number,
): void {
  const hidden = hiddenLayers(spec.network);
  const rows = Math.min(data.train.count, calibrationSamples);
  let input = data.train.inputs.subarray(0, rows * data.features);
  for (const [l, { fanIn, fanOut, weights, biases }] of values.entries()) {
    const product = new Float64Array(rows * fanOut);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < fanIn; k++) {
        for (let j = 0; j < fanOut; j++)
          product[i * fanOut + j]! += input[i * fanIn + k]! * weights[k * fanOut + j]!;
      }
    }
    const mean = product.reduce((sum, z) => sum + z, 0) / product.length;
    const std = Math.sqrt(product.reduce((sum, z) => sum + (z - mean) ** 2, 0) / product.length);
    const scale = std > 0 ? gain / std : 1;
    for (let k = 0; k < weights.length; k++) weights[k]! *= scale;
    const layer = hidden[l];
    if (!layer) return;
    const { value } = activations[layer.activation];
    const skip = spec.network.residual && fanIn === fanOut;
    const below = input;
    input = product.map((z, k) => value(numbers, z * scale + biases[k % fanOut]!) + (skip ? below[k]! : 0));
  }
}
