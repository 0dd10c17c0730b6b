import * as tf from '@tensorflow/tfjs-core';
import type { Expression, Expressions } from '../../algebra';
import type { Fold, Kernels, Matrix, Measure, MultiplyOptions } from '../kernels';
import type { Executor } from './executor';
import { openGraphics } from './graphics';
import { Place } from './place';

/**
 * The kernels on TensorFlow.js's WebGL backend, float32: its matrix product, shaders of our own for the rest. Its engine
 * is one for the whole thread: there is one live backend at a time, and opening another switches it.
 * @throws Problem where the browser has no WebGL 2 with 32-bit float textures
 */
export async function createWebGlKernels(): Promise<Kernels> {
  // Production mode leaves out the checks of each call and the greeting on standard error.
  tf.enableProdMode();
  const { executor, assertAlive } = await openGraphics();
  return new WebGlKernels(executor, assertAlive);
}

const place = (matrix: Matrix): Place => matrix as Place;
const value = (matrix: Matrix): tf.Tensor2D => place(matrix).value;

class WebGlKernels implements Kernels {
  readonly backend = 'webgl';
  private readonly places = new Set<Place>();
  /** Where the sums of `moments` are kept, by output and slot. */
  private readonly centers = new Map<Matrix, Map<number, Matrix>>();

  /** @param assertAlive throws where the device is gone, and what it would answer is meaningless */
  constructor(
    private readonly executor: Executor,
    private readonly assertAlive: () => void,
  ) {}

  matrix(rows: number, cols: number, values: ArrayLike<number> = new Float32Array(rows * cols)): Matrix {
    const matrix = new Place(rows, cols, this.executor);
    this.places.add(matrix);
    this.write(matrix, values);
    return matrix;
  }

  write(target: Matrix, values: ArrayLike<number>): void {
    place(target).put(tf.tensor2d(new Float32Array(values), [target.rows, target.cols]));
  }

  async read(source: Matrix): Promise<Float32Array> {
    // A tensor that was read leaves the graphics card: read a copy. Reading waits there; a worker has nothing else to
    // do, and the alternative polls with timers of 4 ms.
    const [copy] = this.executor.map((_m, x) => [x!], [value(source)], [source.rows, source.cols]);
    const values = copy!.dataSync<'float32'>().slice();
    copy!.dispose();
    this.assertAlive();
    return values;
  }

  free(matrix: Matrix): void {
    place(matrix).clear();
    this.places.delete(place(matrix));
    for (const center of this.centers.get(matrix)?.values() ?? []) this.free(center);
    this.centers.delete(matrix);
  }

  multiply(out: Matrix, a: Matrix, b: Matrix, options: MultiplyOptions = {}): void {
    const { transposeA = false, transposeB = false, bias } = options;
    const factors = { a: value(a), b: value(b), transposeA, transposeB };
    const product = bias
      ? tf.fused.matMul({ ...factors, bias: value(bias) })
      : tf.matMul(factors.a, factors.b, transposeA, transposeB);
    place(out).put(product as tf.Tensor2D);
  }

  map(outs: readonly Matrix[], expressions: Expressions, inputs: readonly Matrix[]): void {
    const { rows, cols } = outs[0]!;
    const results = this.executor.map(expressions, inputs.map(value), [rows, cols]);
    for (const [i, out] of outs.entries()) place(out).put(results[i]!);
  }

  foldRows(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    place(out).put(this.executor.fold('rows', fold, expression, inputs.map(value)));
  }

  foldColumns(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    place(out).put(this.executor.fold('columns', fold, expression, inputs.map(value)));
  }

  measure(
    out: Matrix,
    slot: number,
    measure: Measure,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void {
    place(out).putMeasure(slot, measure, this.executor.partial(measure, expression, inputs.map(value)));
  }

  moments(out: Matrix, slot: number, input: Matrix): void {
    const count = input.rows * input.cols;
    const centers = this.centers.get(out) ?? new Map<number, Matrix>();
    this.centers.set(out, centers);
    const center = centers.get(slot) ?? this.matrix(1, 1);
    centers.set(slot, center);
    this.measure(center, 0, 'sum', (_m, x) => x, [input]);
    this.measure(out, slot, 'sum', (m, sum) => m.div(sum, count), [center]);
    this.measure(out, slot + 1, 'norm', (m, x, sum) => m.sub(x, m.div(sum!, count)), [input, center]);
  }

  compile(sequence: () => void): () => void {
    return () => {
      this.assertAlive();
      sequence();
    };
  }

  /** Tensors of the whole engine, so that a leak anywhere shows. */
  bufferCount(): number {
    return tf.memory().numTensors;
  }

  dispose(): void {
    for (const matrix of this.places) matrix.clear();
    this.places.clear();
    this.centers.clear();
    this.executor.dispose();
  }
}
