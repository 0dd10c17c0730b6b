import * as tf from '@tensorflow/tfjs-core';
import type { Expression } from '../../algebra';
import type { Fold, Kernels, Matrix, Measure } from '../kernels';
import { tensorAlgebra } from './algebra';

/** A matrix is a place that holds a tensor; each kernel puts a new one there and frees the old. */
class Place implements Matrix {
  tensor: tf.Tensor2D | undefined;
  /** Measured numbers that are joined only when they are read or used. */
  slots: (tf.Scalar | undefined)[] | undefined;

  constructor(
    readonly rows: number,
    readonly cols: number,
  ) {}

  clear(): void {
    this.tensor?.dispose();
    this.tensor = undefined;
    for (const slot of this.slots ?? []) slot?.dispose();
    this.slots = undefined;
  }
}

const place = (matrix: Matrix): Place => matrix as Place;

/**
 * The kernels on TensorFlow.js, float32. TensorFlow.js keeps one backend for the whole thread, so there is one live
 * instance at a time; opening another switches it.
 * @throws Error where the browser has no WebGL 2 with float textures, or has lost its context
 */
export async function createTfjsKernels(backend: 'webgl' | 'cpu'): Promise<Kernels> {
  tf.enableProdMode();
  if (backend === 'webgl') await import('@tensorflow/tfjs-backend-webgl');
  else await import('@tensorflow/tfjs-backend-cpu');
  if (backend === 'webgl') {
    const capable =
      tf.env().getNumber('WEBGL_VERSION') >= 2 && tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE');
    if (!capable) throw new Error('this browser offers no WebGL 2 with 32-bit float textures');
  }
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its ${backend} backend`);
  await tf.ready();
  return new TfjsKernels(backend);
}

class TfjsKernels implements Kernels {
  private readonly places = new Set<Place>();
  private readonly scalars = new Map<number, tf.Tensor>();
  private readonly algebra = tensorAlgebra((value) => this.scalar(value));

  constructor(readonly backend: 'webgl' | 'cpu') {}

  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix {
    const matrix = new Place(rows, cols);
    this.places.add(matrix);
    if (values) this.write(matrix, values);
    else this.put(matrix, tf.zeros([rows, cols]));
    return matrix;
  }

  write(target: Matrix, values: ArrayLike<number>): void {
    this.put(place(target), tf.tensor2d(Float32Array.from(values), [target.rows, target.cols]));
  }

  async read(source: Matrix): Promise<Float32Array> {
    const joined = tf.tidy(() => tf.clone(this.value(source)));
    try {
      const data = (await joined.data()) as Float32Array;
      this.assertAlive();
      return data;
    } finally {
      joined.dispose();
    }
  }

  free(matrix: Matrix): void {
    place(matrix).clear();
    this.places.delete(place(matrix));
  }

  multiply(
    out: Matrix,
    a: Matrix,
    b: Matrix,
    options: { transposeA?: boolean; transposeB?: boolean; bias?: Matrix } = {},
  ): void {
    const { transposeA = false, transposeB = false, bias } = options;
    const product = tf.tidy(() => {
      const value = tf.matMul(this.value(a), this.value(b), transposeA, transposeB);
      return bias ? tf.add(value, this.value(bias)) : value;
    });
    this.put(place(out), product as tf.Tensor2D);
  }

  map(outs: readonly Matrix[], expressions: Parameters<Kernels['map']>[1], inputs: readonly Matrix[]): void {
    const results = tf.tidy(() => {
      const values = expressions(this.algebra, ...inputs.map((input) => this.value(input) as tf.Tensor));
      return values.map((value, i) => this.shaped(value, outs[i]!));
    });
    outs.forEach((out, i) => {
      this.put(place(out), results[i]!);
    });
  }

  foldRows(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    this.put(place(out), this.folded(fold, expression, inputs, 1));
  }

  foldColumns(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    this.put(place(out), this.folded(fold, expression, inputs, 0));
  }

  measure(
    out: Matrix,
    slot: number,
    measure: Measure,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void {
    const target = place(out);
    const number = tf.tidy(() => measured(measure, this.evaluate(expression, inputs)));
    if (!target.slots) {
      target.clear();
      target.slots = new Array<tf.Scalar | undefined>(out.cols).fill(undefined);
    }
    target.slots[slot]?.dispose();
    target.slots[slot] = number;
  }

  compile(sequence: () => void): () => void {
    return sequence;
  }

  bufferCount(): number {
    return tf.memory().numTensors;
  }

  dispose(): void {
    for (const matrix of this.places) matrix.clear();
    this.places.clear();
    for (const scalar of this.scalars.values()) scalar.dispose();
    this.scalars.clear();
  }

  private put(target: Place, tensor: tf.Tensor2D): void {
    target.clear();
    target.tensor = tf.keep(tensor);
  }

  /** What a matrix holds, for use inside `tf.tidy`. */
  private value(matrix: Matrix): tf.Tensor2D {
    const { tensor, slots, rows, cols } = place(matrix);
    if (tensor) return tensor;
    const numbers = (slots ?? []).map((slot) => slot ?? (this.scalar(0) as tf.Scalar));
    return tf.reshape(tf.stack(numbers), [rows, cols]);
  }

  private evaluate(expression: Expression, inputs: readonly Matrix[]): tf.Tensor2D {
    const [first, ...rest] = inputs.map((input) => this.value(input) as tf.Tensor);
    return expression(this.algebra, first!, ...rest) as tf.Tensor2D;
  }

  /** A result as a tensor of its own in the shape of its place. */
  private shaped(value: tf.Tensor | number, { rows, cols }: Matrix): tf.Tensor2D {
    if (typeof value === 'number') return tf.fill([rows, cols], value);
    const [r, c] = value.shape;
    return r === rows && c === cols ? (tf.clone(value) as tf.Tensor2D) : tf.broadcastTo(value, [rows, cols]);
  }

  private folded(fold: Fold, expression: Expression, inputs: readonly Matrix[], axis: number): tf.Tensor2D {
    return tf.tidy(() => {
      const x = this.evaluate(expression, inputs);
      if (fold === 'argmax')
        return tf.cast(tf.expandDims(tf.argMax(x, axis), axis), 'float32') as tf.Tensor2D;
      return folds[fold](x, axis, true) as tf.Tensor2D;
    });
  }

  private scalar(value: number): tf.Tensor {
    let tensor = this.scalars.get(value);
    if (!tensor) {
      tensor = tf.keep(tf.scalar(value, 'float32'));
      this.scalars.set(value, tensor);
    }
    return tensor;
  }

  /** @throws Error where the graphics card was taken away: what was read is then meaningless */
  private assertAlive(): void {
    if (this.backend !== 'webgl') return;
    const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
    if (gpgpu.gl.isContextLost()) throw new Error('the WebGL context was lost');
  }
}

const folds = { sum: tf.sum, mean: tf.mean, max: tf.max };

function measured(measure: Measure, x: tf.Tensor2D): tf.Scalar {
  if (measure === 'sum') return tf.sum(x);
  const sizes = tf.abs(x);
  if (measure === 'zeroColumns') return tf.sum(tf.cast(tf.equal(tf.max(sizes, 0), 0), 'float32'));
  const largest = tf.max(sizes);
  const unit = tf.where(tf.greater(largest, 0), largest, 1);
  return tf.mul(largest, tf.sqrt(tf.sum(tf.square(tf.div(x, unit)))));
}
