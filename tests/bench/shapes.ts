/** A network of sigmoid layers between 2 inputs and 2 outputs, trained by SGD on cross-entropy. */
export interface Shape {
  readonly depth: number;
  readonly width: number;
  readonly batch: number;
}

export const inputs = 2;
export const outputs = 2;
export const learningRate = 0.01;

/** What is compared, and what the project asks of it, as ratios; docs/performance.md holds what was measured. */
export const shapes: readonly (Shape & {
  readonly asked: { pytorch: number; tfjsWasm: number; peak?: number; jax?: number };
})[] = [
  { depth: 4, width: 8, batch: 10, asked: { pytorch: 30, tfjsWasm: 100, jax: 3.5 } },
  { depth: 10, width: 32, batch: 32, asked: { pytorch: 4, tfjsWasm: 15, peak: 0.5, jax: 3.5 } },
  { depth: 30, width: 32, batch: 64, asked: { pytorch: 2.2, tfjsWasm: 12, peak: 0.55, jax: 3.5 } },
  { depth: 50, width: 64, batch: 128, asked: { pytorch: 1, tfjsWasm: 12, peak: 0.75, jax: 3.5 } },
  { depth: 30, width: 256, batch: 128, asked: { pytorch: 0.5, tfjsWasm: 10, peak: 0.75 } },
];

/** Widths from the inputs to the outputs. */
export const widths = ({ depth, width }: Shape): number[] => [
  inputs,
  ...new Array<number>(depth).fill(width),
  outputs,
];

/** Floating-point operations of the products of one step: forward, and twice that backward but for the first layer's input. */
export function operations(shape: Shape): number {
  const sizes = widths(shape);
  return sizes
    .slice(1)
    .reduce((sum, fanOut, l) => sum + 2 * shape.batch * sizes[l]! * fanOut * (l === 0 ? 2 : 3), 0);
}

/** One side of the comparison, ready to train. */
export interface Contestant {
  readonly name: string;
  /** One step of training, every layer's gradient norm read; done when the promise is, where it gives one. */
  step(): unknown;
  dispose(): void;
}

/** Numbers between −1 and 1 that look like nothing in particular. */
export const numbers = (count: number, scale: number, salt: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => scale * Math.sin(i * 12.9898 + salt * 78.233));
