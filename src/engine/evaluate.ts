import { baselineOf } from '../data/baseline';
import type { Dataset } from '../data/build';
import type { Kernels } from './kernels/kernels';
import type { Loss } from './losses';
import { type Network, Pass } from './network';
import { accuracyOf } from './numeric/accuracy';
import { argmax, noClass } from './numeric/argmax';
import { aucOf } from './numeric/auc';
import { regressionScores } from './numeric/regressionScores';
import type { Evaluation } from './trainer';

/** Number of rows in one pass through the network. */
export const chunkRows = 512;

/**
 * Number of batch sizes whose prepared pass is kept: the test set, the training set, a picture, and their last chunks.
 */
const keptPasses = 6;

/** Runs a network for inference: with running statistics and without dropout. */
export class Predictor {
  private readonly prepared = new Map<number, { pass: Pass; run: () => void }>();

  constructor(
    private readonly kernels: Kernels,
    private readonly network: Network,
  ) {}

  /** The outputs `[rows, units]` of some layers for inputs `[rows, features]`, all from one pass through the network. */
  async predictLayers(inputs: ArrayLike<number>, layers: readonly number[]): Promise<Float64Array[]> {
    if (layers.length === 0) return [];
    const { kernels, network } = this;
    const features = network.layers[0]!.fanIn;
    const rows = inputs.length / features;
    const all = inputs instanceof Float64Array ? inputs : Float64Array.from(inputs);
    const results = layers.map((layer) => new Float64Array(rows * network.layers[layer]!.units));
    for (let start = 0; start < rows; start += chunkRows) {
      const count = Math.min(chunkRows, rows - start);
      const { pass, run } = this.prepare(count);
      kernels.write(pass.inputs, all.subarray(start * features, (start + count) * features));
      run();
      for (const [i, layer] of layers.entries()) {
        const { units } = network.layers[layer]!;
        results[i]!.set(await kernels.read(pass.flows[layer]!.output), start * units);
      }
    }
    return results;
  }

  /**
   * The network's outputs `[rows, outputs]` for inputs `[rows, features]`. With a layer given, that layer's outputs
   * `[rows, units]`.
   */
  async predict(inputs: ArrayLike<number>, layer = this.network.layers.length - 1): Promise<Float64Array> {
    const [outputs] = await this.predictLayers(inputs, [layer]);
    return outputs!;
  }

  private prepare(rows: number) {
    const known = this.prepared.get(rows);
    if (known) return known;
    if (this.prepared.size >= keptPasses) {
      const [oldest, { pass }] = this.prepared.entries().next().value!;
      pass.dispose();
      this.prepared.delete(oldest);
    }
    const pass = new Pass(this.kernels, this.network, rows);
    const prepared = { pass, run: this.kernels.compile(() => pass.infer()) };
    this.prepared.set(rows, prepared);
    return prepared;
  }
}

/**
 * Loss, scores and confusion matrix on a split, summed in float64 on the host. The loss of an empty split is NaN. A
 * row with non-finite outputs has no predicted class and is not counted in the confusion matrix.
 */
export async function evaluateSplit(
  predictor: Predictor,
  loss: Loss,
  data: Dataset,
  on: 'train' | 'test',
): Promise<Evaluation> {
  const { count, inputs, targets, labels } = data[on];
  const outputs = data.outcomeNames.length;
  const classification = data.task === 'classification';
  const confusion = new Int32Array(classification ? outputs * outputs : 0);
  const none = {
    accuracy: 'undefined',
    auc: 'undefined',
    rmse: 'undefined',
    rSquared: 'undefined',
    confusion,
  } as const;
  if (count === 0) return { loss: Number.NaN, ...none };
  const predicted = await predictor.predict(inputs);
  if (!classification) {
    const mean = loss.total(predicted, targets, count, outputs) / count;
    const { variance, unit } = baselineOf(data);
    return { loss: mean, ...none, ...regressionScores(mean, variance[on], unit) };
  }
  for (let row = 0; row < count; row++) {
    const answer = argmax(predicted, row, outputs);
    if (answer !== noClass) confusion[labels[row]! * outputs + answer]!++;
  }
  return {
    ...none,
    loss: loss.total(predicted, targets, count, outputs) / count,
    accuracy: accuracyOf(predicted, labels, outputs),
    auc: aucOf(predicted, labels, outputs),
  };
}
