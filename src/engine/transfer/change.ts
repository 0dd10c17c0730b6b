import type { Point } from './learner';

/** How far each layer's weights have gone from where they began, over the steps. */
export interface ChangeGrid {
  readonly steps: readonly number[];
  /** ‖W − W₀‖ / ‖W₀‖, `[layers, steps]`, output layer last. */
  readonly values: Float64Array;
}

/** The change of every layer at every point after the first, which is where all begin. */
export function changeGrid(points: readonly Point[]): ChangeGrid {
  const later = points.slice(1);
  const layers = later[0]?.layers.length ?? 0;
  const values = Float64Array.from(
    { length: layers * later.length },
    (_, i) => later[i % later.length]!.layers[Math.floor(i / later.length)]!.change,
  );
  return { steps: later.map(({ step }) => step), values };
}

/** How much less, or more, the lowest layer changes than the output layer. */
export interface Adapted {
  readonly lowest: number;
  readonly output: number;
  /** Lowest over output; NaN where neither has changed. */
  readonly ratio: number;
}

export function adapted({ layers }: Point): Adapted | undefined {
  const [first, last] = [layers[0], layers.at(-1)];
  if (!first || !last) return undefined;
  return { lowest: first.change, output: last.change, ratio: first.change / last.change };
}
