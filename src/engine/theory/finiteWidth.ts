import { buildDataset } from '../../data/build';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import { initialize, type LayerValues } from '../initialize';
import type { Kernels } from '../kernels/kernels';
import { layerIndex } from '../telemetry';

/**
 * The spread of the backprop signal's profile over networks of an experiment's own widths, found by simulation. No
 * formula is known for every activation and initializer. The log of the signal is normal only for ReLU-like activations
 * (Hanin & Nica 2018, arXiv:1812.05994), where its median is below the log of the mean by half its variance. With
 * orthogonal weights the spread is small. If χ depends on the length (GELU, Mish, Softplus), random lengths change χ too.
 */
export interface FiniteWidth {
  /** Number of networks drawn. */
  readonly networks: number;
  /** Number of networks whose last hidden layer receives no signal at all. The fields below cover the others. */
  readonly silent: number;
  /** The median of ‖δ^l‖ / ‖δ^L‖ and the bounds of 94 of 100 networks, from the first hidden layer on. L is the last one. */
  readonly median: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The share of networks within the band. */
const coverage = 0.94;
/** The number of networks to draw for networks of up to so many weights. Larger networks are not drawn. */
const budgets = [
  { weights: 6e4, networks: 399 },
  { weights: 4e5, networks: 199 },
] as const;
/** The largest number of rows per batch. More samples from one batch hardly change the result. */
const mostRows = 64;
/** The smallest number of networks with a signal. With fewer, the quantiles would be unreliable. */
const fewest = 100;

/** The number of networks to draw for an experiment's band; 0 if they are too large. */
export function networksDrawn(spec: ExperimentSpec, features: number): number {
  const widths = [features, ...hiddenLayers(spec.network).map(({ units }) => units)];
  const weights = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0);
  return budgets.find((budget) => weights <= budget.weights)?.networks ?? 0;
}

/**
 * Draws networks with the experiment's own initializer and the seeds after its own, and sends the first batch through
 * each. The result is the band for another draw of the same network.
 * @param open creates the kernels; this function frees them
 * @param shouldContinue called after each network with the share that is done; false stops the drawing
 * @returns undefined if it was stopped, if networks of this size are not drawn, or if too few networks have a signal
 * @throws Problem if the spec cannot be run
 */
export async function finiteWidth(
  spec: ExperimentSpec,
  open: () => Promise<Kernels>,
  shouldContinue: (share: number) => boolean | Promise<boolean> = () => true,
): Promise<FiniteWidth | undefined> {
  const data = buildDataset(spec);
  const networks = networksDrawn(spec, data.features);
  if (networks === 0) return undefined;
  const { batchSize } = spec.training;
  const rows = batchSize === 'full' ? data.train.count : batchSize;
  const looked = { ...spec, training: { ...spec.training, batchSize: Math.min(rows, mostRows) } };
  // The signals of a batch need no test samples.
  const untested = { ...data, test: { ...data.test, count: 0 } };
  const trainer = await createTrainer(looked, await open(), { data: untested });
  const layers = hiddenLayers(spec.network).length;
  const ratios: number[][] = Array.from({ length: layers }, () => []);
  try {
    const start = await trainer.checkpoint();
    let drawn: LayerValues[] | undefined;
    for (let k = 1; k <= networks; k++) {
      const seed = (spec.seed + k) % 2 ** 31;
      drawn = initialize({ ...looked, seed }, data, { keepDraws: false, into: drawn });
      const values = drawn.flatMap(({ weights, biases }) => [weights, biases]);
      trainer.restore({ ...start, arrays: [...values, ...start.arrays.slice(values.length)] });
      const frame = (await trainer.advance(true))!;
      const signal = (l: number) => frame[layerIndex(l, 'signalNorm')]!;
      const last = signal(layers - 1);
      if (last > 0) for (const [l, found] of ratios.entries()) found.push(signal(l) / last);
      if (!(await shouldContinue(k / networks))) return undefined;
    }
  } finally {
    trainer.dispose();
  }
  const passing = ratios[0]!.length;
  if (passing < fewest) return undefined;
  const sorted = ratios.map((found) => found.sort((a, b) => a - b));
  // Another draw is between the j-th smallest and the j-th largest of n with probability (n + 1 − 2j) / (n + 1).
  const j = Math.max(1, Math.round(((1 - coverage) / 2) * (passing + 1)));
  return {
    networks,
    silent: networks - passing,
    median: sorted.map(
      (found) => (found[Math.floor((passing - 1) / 2)]! + found[Math.ceil((passing - 1) / 2)]!) / 2,
    ),
    low: sorted.map((found) => found[j - 1]!),
    high: sorted.map((found) => found[passing - j]!),
  };
}
