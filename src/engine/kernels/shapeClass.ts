import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';

/**
 * Groups networks of about the same cost: by depth, mean width and batch size in powers of two, and by normalization.
 */
export function shapeClass(spec: ExperimentSpec): string {
  const hidden = hiddenLayers(spec.network);
  const mean = hidden.reduce((sum, { units }) => sum + units, 0) / hidden.length;
  const { batchSize } = spec.training;
  const power = (n: number) => Math.round(Math.log2(n));
  const batch = batchSize === 'full' ? 'full' : power(batchSize);
  return [power(hidden.length), power(mean), batch, spec.network.normalization].join(' ');
}
