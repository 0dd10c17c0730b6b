import type { LayerValues } from './initialize';
import { isOnProcessor, type Kernels, type Matrix, type Numbers } from './kernels/kernels';
import { type Flow, type Layer, layerParameters, scaleBelow } from './network';
import type { Parameter } from './parameter';
import type { DrawnLayer, LayerNumbers } from './trainer';
import { whenReady } from './whenReady';

/** The parameters of every layer, output layer last. */
export async function readParameters(kernels: Kernels, layers: readonly Layer[]): Promise<LayerValues[]> {
  const values: LayerValues[] = [];
  for (const { fanIn, units, weights, biases } of layers) {
    values.push({
      fanIn,
      fanOut: units,
      weights: Float64Array.from(await kernels.read(weights.value)),
      biases: Float64Array.from(await kernels.read(biases.value)),
    });
  }
  return values;
}

/**
 * A matrix's numbers for immediate use: not a copy if they are in host memory. `peek` would keep one there for each
 * matrix of a graphics card.
 */
export const numbersOf = (kernels: Kernels, matrix: Matrix): Numbers | Promise<Numbers> =>
  isOnProcessor(kernels.backend) ? kernels.peek(matrix) : kernels.read(matrix);

/** The numbers times a factor. A plain loop: `Float64Array.from` with a function takes many times as long. */
function scaled(values: ArrayLike<number>, factor: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < result.length; i++) result[i] = values[i]! * factor;
  return result;
}

/** The layers of a pass from the output layer down, each with the factor that its stored gradients lack. */
async function* fromAbove(kernels: Kernels, flows: readonly Flow[]): AsyncGenerator<readonly [Flow, number]> {
  let scale = 1;
  for (const flow of [...flows].reverse()) {
    const { rescale } = flow;
    scale = scaleBelow(flow, scale, rescale ? (await kernels.read(rescale))[0]! : 1);
    yield [flow, scale];
  }
}

/** The gradients of all parameters, in the order of the layers, then those of the objective's own parameters. */
export async function readGradients(
  kernels: Kernels,
  flows: readonly Flow[],
  own: readonly Parameter[],
): Promise<Float64Array[]> {
  const values: Float64Array[] = [];
  for await (const [{ layer }, scale] of fromAbove(kernels, flows)) {
    const gradients: Float64Array[] = [];
    for (const { gradient } of layerParameters(layer)) {
      gradients.push(scaled(await kernels.read(gradient), scale));
    }
    values.unshift(...gradients);
  }
  for (const { gradient } of own) values.push(Float64Array.from(await kernels.read(gradient)));
  return values;
}

/** What every layer computed in the last pass, output layer last. */
export async function readLayers(kernels: Kernels, flows: readonly Flow[]): Promise<LayerNumbers[]> {
  const numbers: LayerNumbers[] = [];
  for await (const [{ layer, preActivation, output, signal }, scale] of fromAbove(kernels, flows)) {
    numbers.unshift({
      weights: await kernels.read(layer.weights.value),
      weightGradients: scaled(await kernels.read(layer.weights.gradient), scale),
      preActivations: await kernels.read(preActivation),
      activations: await kernels.read(output),
      signals: scaled(await kernels.read(signal), scale),
    });
  }
  return numbers;
}

/** The numbers of the drawn units of every layer, output layer last. The arguments are those of `Trainer.drawnLayers`. */
export async function readDrawnLayers(
  kernels: Kernels,
  flows: readonly Flow[],
  sample: number,
  most: number,
): Promise<DrawnLayer[]> {
  const drawn: DrawnLayer[] = [];
  const take = (matrix: Matrix, firstRow: number, rows: number, factor = 1) =>
    whenReady(numbersOf(kernels, matrix), (values) => {
      const cols = Math.min(matrix.cols, most);
      const taken = new Float64Array(rows * cols);
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < cols; j++)
          taken[i * cols + j] = values[(firstRow + i) * matrix.cols + j]! * factor;
      return taken;
    });
  for await (const [{ layer, output, signal }, scale] of fromAbove(kernels, flows)) {
    const row = Math.min(sample, output.rows - 1);
    drawn.unshift({
      weights: await take(layer.weights.value, 0, Math.min(layer.fanIn, most)),
      activations: await take(output, row, 1),
      signals: await take(signal, row, 1, scale),
    });
  }
  return drawn;
}
