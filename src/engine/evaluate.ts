import type { Dataset } from '../data/build';
import type { Kernels } from './kernels/kernels';
import type { Loss } from './losses';
import { type Network, Pass } from './network';
import type { Evaluation } from './trainer';

/** Rows that go through the network at once. */
const chunkRows = 512;

/**
 * The network's outputs `[rows, outputs]` for inputs `[rows, features]`: running statistics, no dropout.
 */
export async function predictRows(
  kernels: Kernels,
  network: Network,
  inputs: ArrayLike<number>,
): Promise<Float64Array> {
  const features = network.layers[0]!.fanIn;
  const outputs = network.layers.at(-1)!.units;
  const rows = inputs.length / features;
  const all = Float64Array.from(inputs);
  const result = new Float64Array(rows * outputs);
  for (let start = 0; start < rows; start += chunkRows) {
    const count = Math.min(chunkRows, rows - start);
    const pass = new Pass(kernels, network, count);
    kernels.write(pass.inputs, all.subarray(start * features, (start + count) * features));
    pass.infer();
    result.set(await kernels.read(pass.outputs), start * outputs);
    pass.dispose();
  }
  return result;
}

/** Loss, accuracy and confusion on a split, summed in float64 on the host. NaN where the split is empty. */
export async function evaluateSplit(
  kernels: Kernels,
  network: Network,
  loss: Loss,
  data: Dataset,
  on: 'train' | 'test',
): Promise<Evaluation> {
  const { count, inputs, targets, labels } = data[on];
  const outputs = data.outcomeNames.length;
  const classification = data.task === 'classification';
  const confusion = new Int32Array(classification ? outputs * outputs : 0);
  if (count === 0) return { loss: Number.NaN, accuracy: Number.NaN, confusion };
  const predicted = await predictRows(kernels, network, inputs);
  if (!classification) {
    return { loss: loss.total(predicted, targets, count, outputs) / count, accuracy: Number.NaN, confusion };
  }
  let correct = 0;
  for (let row = 0; row < count; row++) {
    let best = 0;
    for (let k = 1; k < outputs; k++) {
      if (predicted[row * outputs + k]! > predicted[row * outputs + best]!) best = k;
    }
    const label = labels[row]!;
    confusion[label * outputs + best]!++;
    if (best === label) correct++;
  }
  return {
    loss: loss.total(predicted, targets, count, outputs) / count,
    accuracy: correct / count,
    confusion,
  };
}
