import { type ExperimentSpec, hiddenLayers } from './experiment';
import type { TransferSpec } from './transfer';

/** One line for captions, e.g. `20 × 32 sigmoid, glorotNormal, moons, sgd 0.1, seed 1`. */
export function describe({ network, data, training, seed }: ExperimentSpec): string {
  const { initializer, normalization, residual, dropout } = network;
  const { optimizer, schedule, batchSize } = training;
  const gain = 'gain' in initializer && initializer.gain !== 1 ? ` × ${initializer.gain}` : '';
  return [
    layers(network),
    `${initializer.kind}${gain}`,
    ...(normalization === 'none' ? [] : [`${normalization} norm`]),
    ...(residual ? ['residual'] : []),
    ...(dropout > 0 ? [`dropout ${dropout}`] : []),
    data.kind,
    ...(data.labelNoise > 0 ? [`label noise ${data.labelNoise}`] : []),
    `${optimizer.kind} ${optimizer.learningRate}`,
    ...(schedule.kind === 'constant' ? [] : [schedule.kind]),
    ...(batchSize === 'full' ? ['full batch'] : []),
    `seed ${seed}`,
  ].join(', ');
}

/** `20 × 32 sigmoid`; if layers differ, the range of widths and the activations in order of appearance. */
function layers(network: ExperimentSpec['network']): string {
  const hidden = hiddenLayers(network);
  const widths = hidden.map(({ units }) => units);
  const [least, most] = [Math.min(...widths), Math.max(...widths)];
  const names = [...new Set(hidden.map(({ activation }) => activation))].join('/');
  return `${hidden.length} × ${least === most ? least : `${least}–${most}`} ${names}`;
}

/** One line for a transfer's target, e.g. `rotation 60, 5 labels per class`. */
export function describeTarget({ shifts = [], data, labelBudget }: TransferSpec['target']): string {
  const made = shifts.map(({ kind, ...fields }) => [kind, ...Object.values(fields)].join(' '));
  return [
    ...(data ? [data.kind] : made.length > 0 ? made : ['no shift']),
    labelBudget === null ? 'all labels' : `${labelBudget} labels per class`,
  ].join(', ');
}
