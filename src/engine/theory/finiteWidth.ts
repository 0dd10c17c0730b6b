import { buildDataset } from '../../data/build';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import { initialize } from '../initialize';
import type { Kernels } from '../kernels/kernels';
import { layerIndex } from '../telemetry';

/**
 * How the backprop signal's profile scatters over networks of an experiment's own widths, by drawing them. No formula is
 * known for every activation and initializer: the log of the signal is normal only for ReLU-like ones (Hanin & Nica 2018,
 * arXiv:1812.05994), its median lies below its mean by half its variance, orthogonal weights hardly scatter, and where χ
 * depends on the length (GELU, Mish, Softplus) lengths that wander carry it along.
 */
export interface FiniteWidth {
  /** Networks drawn. */
  readonly networks: number;
  /** How many of them pass nothing at all to the last hidden layer; the rest is over the others. */
  readonly silent: number;
  /** Of ‖δ^l‖ / ‖δ^L‖, L the last hidden layer: the median, and between what 94 of 100 networks lie, by layer from the input on. */
  readonly median: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The share of networks that the band is to hold. */
const coverage = 0.94;
/** Weights of a network up to which so many are drawn; none of more. */
const budgets = [
  { weights: 6e4, networks: 399 },
  { weights: 4e5, networks: 199 },
] as const;
/** Rows of the batch that are looked at: samples of one batch tell much the same. */
const mostRows = 64;
/** Networks drawn that must pass a signal, for their quantiles to mean something. */
const fewest = 100;

/** How many networks are drawn for an experiment's band; 0 where they are too large for that. */
export function networksDrawn(spec: ExperimentSpec, features: number): number {
  const widths = [features, ...hiddenLayers(spec.network).map(({ units }) => units)];
  const weights = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0);
  return budgets.find((budget) => weights <= budget.weights)?.networks ?? 0;
}

/**
 * Draws networks by the experiment's own initializer, with seeds after its own, and sends its first batch through each: the band
 * that another draw of the same network lies in.
 * @param open makes the kernels; they are freed at the end
 * @param goOn asked after each network with the share that is done; false ends it
 * @returns undefined where it was ended, where networks of this size are not drawn, or where too few pass any signal
 * @throws Problem where the spec can't be run
 */
export async function finiteWidth(
  spec: ExperimentSpec,
  open: () => Promise<Kernels>,
  goOn: (share: number) => boolean | Promise<boolean> = () => true,
): Promise<FiniteWidth | undefined> {
  const data = buildDataset(spec);
  const networks = networksDrawn(spec, data.features);
  if (networks === 0) return undefined;
  const { batchSize } = spec.training;
  const rows = batchSize === 'full' ? data.train.count : batchSize;
  const looked = { ...spec, training: { ...spec.training, batchSize: Math.min(rows, mostRows) } };
  const trainer = await createTrainer(looked, await open());
  const layers = hiddenLayers(spec.network).length;
  const ratios: number[][] = Array.from({ length: layers }, () => []);
  try {
    const start = await trainer.checkpoint();
    for (let k = 1; k <= networks; k++) {
      const drawn = initialize({ ...looked, seed: (spec.seed + k) % 2 ** 31 }, data);
      const values = drawn.flatMap(({ weights, biases }) => [weights, biases]);
      trainer.restore({ ...start, arrays: [...values, ...start.arrays.slice(values.length)] });
      const frame = (await trainer.advance(true))!;
      const signal = (l: number) => frame[layerIndex(l, 'signalNorm')]!;
      const last = signal(layers - 1);
      if (last > 0) for (const [l, found] of ratios.entries()) found.push(signal(l) / last);
      if (!(await goOn(k / networks))) return undefined;
    }
  } finally {
    trainer.dispose();
  }
  const passing = ratios[0]!.length;
  if (passing < fewest) return undefined;
  const sorted = ratios.map((found) => found.sort((a, b) => a - b));
  // Another draw lies between the j-th smallest and the j-th largest of n with probability (n + 1 − 2j) / (n + 1).
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
