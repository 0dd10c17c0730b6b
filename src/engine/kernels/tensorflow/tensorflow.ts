import * as tf from '@tensorflow/tfjs';
import type { Expression, Expressions, Operand } from '../../algebra';
import {
  type Autodiff,
  type Fold,
  type Kernels,
  type Matrix,
  type Measure,
  type MultiplyOptions,
  repeatedShape,
} from '../kernels';
import { algebra } from './algebra';

/** A matrix whose contents are a tensor. Tensors never change, so an overwritten matrix gets another one. */
class TensorMatrix implements Matrix {
  /** Numbers written to single slots since the tensor was made. */
  readonly slots = new Map<number, tf.Scalar>();

  constructor(
    readonly rows: number,
    readonly cols: number,
    private made: tf.Tensor2D,
  ) {
    tf.keep(made);
  }

  get shape(): [number, number] {
    return [this.rows, this.cols];
  }

  /** The contents. Slots written one by one are joined with the rest first. */
  get tensor(): tf.Tensor2D {
    const { slots } = this;
    if (slots.size > 0) {
      const joined = tf.tidy(() => {
        const parts: tf.Tensor1D[] = [];
        let from = 0;
        for (const slot of [...slots.keys()].sort((a, b) => a - b)) {
          if (slot > from) parts.push(this.made.flatten().slice(from, slot - from));
          parts.push(slots.get(slot)!.reshape([1]));
          from = slot + 1;
        }
        if (from < this.cols) parts.push(this.made.flatten().slice(from));
        return tf.concat(parts).reshape(this.shape) as tf.Tensor2D;
      });
      this.tensor = joined;
    }
    return this.made;
  }

  set tensor(tensor: tf.Tensor) {
    const fresh = tensor.kept ? tf.clone(tensor) : tensor;
    const before = [this.made, ...this.slots.values()];
    this.slots.clear();
    this.made = tf.keep(fresh as tf.Tensor2D);
    for (const old of before) old.dispose();
  }

  writeSlot(slot: number, value: tf.Scalar): void {
    this.slots.get(slot)?.dispose();
    this.slots.set(slot, tf.keep(value));
  }

  dispose(): void {
    this.made.dispose();
    for (const value of this.slots.values()) value.dispose();
    this.slots.clear();
  }
}

const tensorMatrix = (matrix: Matrix): TensorMatrix => matrix as TensorMatrix;

/** expression(inputs) as a tensor of a given shape. */
function evaluate(expression: Expression, inputs: readonly Matrix[], shape: [number, number]): tf.Tensor2D {
  const value: Operand<tf.Tensor> = expression(algebra, ...inputs.map((input) => tensorMatrix(input).tensor));
  return spread(value, shape);
}

/** A tensor or a number, repeated to a shape. */
function spread(value: Operand<tf.Tensor>, [rows, cols]: [number, number]): tf.Tensor2D {
  if (typeof value === 'number') return tf.fill([rows, cols], value);
  const [r, c] = value.shape;
  return r === rows && c === cols ? (value as tf.Tensor2D) : tf.broadcastTo(value, [rows, cols]);
}

function folded(values: tf.Tensor2D, fold: Fold, axis: 0 | 1): tf.Tensor {
  if (fold === 'sum') return tf.sum(values, axis, true);
  if (fold === 'mean') return tf.mean(values, axis, true);
  if (fold === 'max') return tf.max(values, axis, true);
  return tf.expandDims(tf.cast(tf.argMax(values, axis), 'float32'), axis);
}

/** √Σ x², with the largest |x| factored out. */
function norm(values: tf.Tensor2D): tf.Tensor {
  const largest = tf.max(tf.abs(values));
  const divisor = tf.where(tf.equal(largest, 0), 1, largest);
  return tf.mul(divisor, tf.sqrt(tf.sum(tf.square(tf.div(values, divisor)))));
}

function measured(values: tf.Tensor2D, measure: Measure): tf.Scalar {
  if (measure === 'sum') return tf.sum(values);
  if (measure === 'norm') return norm(values).asScalar();
  const filled = tf.sum(tf.cast(tf.notEqual(values, 0), 'float32'), 0);
  return tf.sum(tf.cast(tf.equal(filled, 0), 'float32'));
}

const autodiff: Autodiff = {
  gradients(sequence, { result, slot }, wanted) {
    tf.tidy(() => {
      const loss = () => {
        sequence();
        return tensorMatrix(result).slots.get(slot)!;
      };
      const slopes = tf.grads(loss)(wanted.map(({ value }) => tensorMatrix(value).tensor));
      for (const [i, { gradient }] of wanted.entries()) tensorMatrix(gradient).tensor = slopes[i]!;
    });
  },
  watch(matrix, gradient, rescale) {
    const seen = tf.customGrad((x) => ({
      value: tf.clone(x as tf.Tensor),
      gradFunc: (signal: tf.Tensor) => {
        tensorMatrix(gradient).tensor = tf.clone(signal);
        const factor = rescale?.();
        return factor ? tf.mul(signal, tensorMatrix(factor).tensor) : tf.clone(signal);
      },
    }));
    tensorMatrix(matrix).tensor = tf.tidy(() => seen(tensorMatrix(matrix).tensor));
  },
  derivative: (value) => (_m, input) => {
    const slope = tf.grad((z) => value(algebra, tf.clone(z)));
    return slope(input as tf.Tensor) as typeof input;
  },
};

/** The kernels in TensorFlow.js's own operations. Gradients come from its automatic differentiation. */
class TensorFlowKernels implements Kernels {
  readonly backend = 'tensorflow';
  readonly autodiff = autodiff;
  private readonly liveBuffers = new Set<TensorMatrix>();

  matrix(rows: number, cols: number, values?: ArrayLike<number>): Matrix {
    const tensor = values
      ? tf.tensor2d(Float32Array.from(values), [rows, cols])
      : tf.zeros<tf.Rank.R2>([rows, cols]);
    const matrix = new TensorMatrix(rows, cols, tensor);
    this.liveBuffers.add(matrix);
    return matrix;
  }

  scratch(rows: number, cols: number): Matrix {
    return this.matrix(rows, cols);
  }

  write(target: Matrix, values: ArrayLike<number>): void {
    tensorMatrix(target).tensor = tf.tensor2d(Float32Array.from(values), tensorMatrix(target).shape);
  }

  async read(source: Matrix): Promise<Float32Array> {
    return (await tensorMatrix(source).tensor.data<'float32'>()).slice();
  }

  peek(source: Matrix): Promise<Float32Array> {
    return tensorMatrix(source).tensor.data<'float32'>();
  }

  free(matrix: Matrix): void {
    if (this.liveBuffers.delete(tensorMatrix(matrix))) tensorMatrix(matrix).dispose();
  }

  multiply(out: Matrix, a: Matrix, b: Matrix, options: MultiplyOptions = {}): void {
    const { transposeA, transposeB, bias } = options;
    tf.tidy(() => {
      const product = tf.matMul(tensorMatrix(a).tensor, tensorMatrix(b).tensor, transposeA, transposeB);
      tensorMatrix(out).tensor = bias ? tf.add(product, tensorMatrix(bias).tensor) : product;
    });
  }

  map(outs: readonly Matrix[], expressions: Expressions, inputs: readonly Matrix[]): void {
    tf.tidy(() => {
      const values = expressions(algebra, ...inputs.map((input) => tensorMatrix(input).tensor));
      const spreads = outs.map((out, i) => spread(values[i]!, tensorMatrix(out).shape));
      // Every output needs a tensor of its own, also where it is a copy of an input or of another output.
      const own = spreads.map((value, i) =>
        value.kept || spreads.indexOf(value) < i ? tf.clone(value) : value,
      );
      for (const [i, out] of outs.entries()) tensorMatrix(out).tensor = own[i]!;
    });
  }

  foldRows(out: Matrix, fold: Fold, expression: Expression, inputs: readonly Matrix[]): void {
    this.fold(out, fold, expression, inputs, 1);
  }

  foldColumns(
    out: Matrix,
    fold: Exclude<Fold, 'argmax'>,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void {
    this.fold(out, fold, expression, inputs, 0);
  }

  private fold(
    out: Matrix,
    fold: Fold,
    expression: Expression,
    inputs: readonly Matrix[],
    axis: 0 | 1,
  ): void {
    tf.tidy(() => {
      tensorMatrix(out).tensor = folded(evaluate(expression, inputs, repeatedShape(inputs)), fold, axis);
    });
  }

  measure(
    out: Matrix,
    slot: number,
    measure: Measure,
    expression: Expression,
    inputs: readonly Matrix[],
  ): void {
    tf.tidy(() => {
      tensorMatrix(out).writeSlot(
        slot,
        measured(evaluate(expression, inputs, repeatedShape(inputs)), measure),
      );
    });
  }

  moments(out: Matrix, slot: number, input: Matrix): void {
    tf.tidy(() => {
      const values = tensorMatrix(input).tensor;
      const mean = tf.mean(values);
      tensorMatrix(out).writeSlot(slot, mean.asScalar());
      tensorMatrix(out).writeSlot(slot + 1, norm(tf.sub(values, mean)).asScalar());
    });
  }

  compile(sequence: () => void): () => void {
    return sequence;
  }

  bufferCount(): number {
    return this.liveBuffers.size;
  }

  dispose(): void {
    for (const matrix of this.liveBuffers) matrix.dispose();
    this.liveBuffers.clear();
  }
}

/** Whether TensorFlow.js has WebGL here, with the 32-bit float textures without which it would train in 16 bits. */
async function useWebGl(): Promise<boolean> {
  if (typeof OffscreenCanvas === 'undefined') return false;
  return (
    (await tf.setBackend('webgl').catch(() => false)) && tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')
  );
}

/**
 * Opens TensorFlow.js on WebGL, or on the CPU where there is none.
 * @param device `cpu`: on the CPU in any case, where its functions are exact to float32 near 0, too
 */
export async function createTensorFlowKernels(device: 'any' | 'cpu' = 'any'): Promise<Kernels> {
  tf.enableProdMode();
  // A packed texture pads odd sizes to even ones. Elementwise operations fill the padding (σ(0) is 1/2), and the matrix
  // product adds it in (tfjs 4.22, shown by the golden networks with five sigmoid units).
  tf.env().set('WEBGL_PACK', false);
  if (device === 'cpu' || !(await useWebGl())) await tf.setBackend('cpu');
  return new TensorFlowKernels();
}
