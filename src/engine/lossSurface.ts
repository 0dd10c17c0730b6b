import { joinedNumbers } from '../base/joined';
import type { ExperimentSpec } from '../schema/experiment';
import { createTrainer } from './createTrainer';
import type { Kernels } from './kernels/kernels';
import type { Checkpoint, Trainer } from './trainer';
import { type PrincipalAxes, principalAxes, project } from './transfer/principal';

/** The training loss over the plane in which a run's parameters move most. */
export interface LossSurface {
  /** The recorded steps, and the run's place in the plane at each of them, `[steps, 2]`. */
  readonly steps: readonly number[];
  readonly path: Float64Array;
  /** The loss at each recorded step, at the run's own parameters, not at their place in the plane. */
  readonly losses: Float64Array;
  /** The share of the path's variance along each direction. */
  readonly shares: readonly [number, number];
  /** The ends of the grid along both directions. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** `[resolution, resolution]`: the training loss, rows from the smallest y; NaN where it is not finite. */
  readonly resolution: number;
  readonly grid: Float64Array;
}

export interface LossSurfaceOptions {
  /** Updates between two recorded steps, and the number of recorded steps. */
  readonly every: number;
  readonly points: number;
  readonly resolution: number;
}

/** The grid extends beyond the path by this share of the path's extent. */
const margin = 0.3;

/**
 * Trains a network and measures its loss around the path: over the plane of the first two principal components of its
 * parameters (Li et al. 2018, arXiv:1712.09913, section 7).
 * @param shouldContinue called now and then with the completed share; false ends the computation
 * @returns undefined if it was ended
 * @throws Problem if the spec can't be run
 */
export async function lossSurface(
  spec: ExperimentSpec,
  kernels: Kernels,
  { every, points, resolution }: LossSurfaceOptions,
  shouldContinue: (share: number) => Promise<boolean>,
): Promise<LossSurface | undefined> {
  const trainer = await createTrainer(spec, kernels);
  try {
    const steps: number[] = [];
    const rows: Float64Array[] = [];
    const losses: number[] = [];
    const first = await trainer.checkpoint();
    while (rows.length < points && !trainer.divergence) {
      const { step } = trainer;
      const parameters = joinedNumbers(await parameterArrays(trainer));
      if (!parameters.every(Number.isFinite)) break;
      steps.push(step);
      rows.push(parameters);
      losses.push((await trainer.evaluate('train')).loss);
      while (trainer.step < step + every && !trainer.divergence) await trainer.advance();
      if (!(await shouldContinue((0.3 * rows.length) / points))) return undefined;
    }
    const size = rows[0]!.length;
    const values = new Float64Array(rows.length * size);
    for (const [i, row] of rows.entries()) values.set(row, i * size);
    const axes = principalAxes(values, size);
    const path = project(values, axes);
    const [x, y] = [range(path, 0), range(path, 1)];
    const grid = new Float64Array(resolution * resolution);
    for (let i = 0; i < grid.length; i++) {
      const at = ([low, high]: readonly [number, number], k: number) =>
        low + ((high - low) * k) / (resolution - 1);
      const place = [at(x, i % resolution), at(y, Math.floor(i / resolution))] as const;
      trainer.restore(moved(first, axes, place));
      const { loss } = await trainer.evaluate('train');
      grid[i] = Number.isFinite(loss) ? loss : Number.NaN;
      if (!(await shouldContinue(0.3 + (0.7 * i) / grid.length))) return undefined;
    }
    return { steps, path, losses: Float64Array.from(losses), shares: axes.shares, x, y, resolution, grid };
  } finally {
    trainer.dispose();
  }
}

/** Weights and biases of all layers; a checkpoint has them first, in this order. */
async function parameterArrays(trainer: Trainer): Promise<Float64Array[]> {
  const layers = await trainer.parameters();
  return layers.flatMap(({ weights, biases }) => [Float64Array.from(weights), Float64Array.from(biases)]);
}

/** The checkpoint with its parameters at a place of the plane. */
function moved(
  { arrays, ...rest }: Checkpoint,
  { mean, directions: [u, v] }: PrincipalAxes,
  [a, b]: readonly [number, number],
): Checkpoint {
  let at = 0;
  const placed = arrays.map((array) => {
    // What follows the parameters is the optimizer's.
    if (at >= mean.length) return array;
    const from = at;
    at += array.length;
    return array.map((_, i) => mean[from + i]! + a * u[from + i]! + b * v[from + i]!);
  });
  return { ...rest, arrays: placed };
}

/** The ends of the grid along one direction. */
function range(path: Float64Array, axis: 0 | 1): readonly [number, number] {
  const along = path.filter((_, i) => i % 2 === axis);
  const [low, high] = [Math.min(...along), Math.max(...along)];
  const room = margin * (high - low) || 1;
  return [low - room, high + room];
}
