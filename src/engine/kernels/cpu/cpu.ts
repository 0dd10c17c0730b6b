import type { Expression } from '../../algebra';
import { type Kernels, type Matrix, repeatedShape } from '../kernels';
import { multiply } from './multiply';
import { Scratch, type Vector, vectorAlgebra } from './vectors';

/** A matrix in plain memory, float32. */
class Dense implements Matrix {
  readonly data: Float32Array;
  constructor(
    readonly rows: number,
    readonly cols: number,
  ) {
    this.data = new Float32Array(rows * cols);
  }
}

const dense = (matrix: Matrix): Dense => matrix as Dense;

/**
 * The kernels in plain JavaScript, for browsers without WebAssembly SIMD. Numbers are stored in float32 and computed in
 * float64. Each operation of an expression is one loop.
 */
export function createCpuKernels(): Kernels {
  const liveBuffers = new Set<Matrix>();
  const scratch = new Scratch();
  const algebra = vectorAlgebra(scratch);

  /** An input repeated to a shape, in float64. */
  const repeated = (matrix: Matrix, rows: number, cols: number): Vector => {
    const { data, rows: r, cols: c } = dense(matrix);
    if (r === 1 && c === 1) return data[0]!;
    const out = scratch.take(rows * cols);
    if (r === rows && c === cols) out.set(data);
    else if (r === 1 && c === cols) for (let i = 0; i < rows; i++) out.set(data, i * cols);
    else if (c === 1 && r === rows) {
      for (let i = 0; i < rows; i++) out.fill(data[i]!, i * cols, (i + 1) * cols);
    } else throw new Error(`a [${r}, ${c}] matrix cannot be repeated to [${rows}, ${cols}]`);
    return out;
  };

  const whole = (value: Vector, length: number): Float64Array =>
    typeof value === 'number' ? scratch.take(length).fill(value) : value;

  const evaluate = (expression: Expression, inputs: readonly Matrix[]) => {
    scratch.reset();
    const [rows, cols] = repeatedShape(inputs);
    const [first, ...rest] = inputs.map((input) => repeated(input, rows, cols));
    return { rows, cols, values: whole(expression(algebra, first!, ...rest), rows * cols) };
  };

  const matrix: Kernels['matrix'] = (rows, cols, values) => {
    const made = new Dense(rows, cols);
    if (values) made.data.set(values);
    liveBuffers.add(made);
    return made;
  };

  return {
    backend: 'cpu',

    matrix,
    scratch: (rows, cols) => matrix(rows, cols),
    write: (target, values) => dense(target).data.set(values),
    read: async (source) => dense(source).data.slice(),
    peek: (source) => dense(source).data,
    free: (matrix) => void liveBuffers.delete(matrix),

    multiply(out, a, b, { transposeA = false, transposeB = false, bias } = {}) {
      const left = {
        data: dense(a).data,
        rowStep: transposeA ? 1 : a.cols,
        colStep: transposeA ? a.cols : 1,
      };
      const right = {
        data: dense(b).data,
        rowStep: transposeB ? 1 : b.cols,
        colStep: transposeB ? b.cols : 1,
      };
      const inner = transposeA ? a.rows : a.cols;
      multiply(dense(out).data, out.rows, out.cols, inner, left, right, bias && dense(bias).data);
    },

    map(outs, expressions, inputs) {
      scratch.reset();
      const { rows, cols } = outs[0]!;
      const results = expressions(algebra, ...inputs.map((input) => repeated(input, rows, cols)));
      for (const [i, out] of outs.entries()) {
        const result = results[i]!;
        if (typeof result === 'number') dense(out).data.fill(result);
        else dense(out).data.set(result);
      }
    },

    foldRows(out, kind, expression, inputs) {
      const { rows, cols, values } = evaluate(expression, inputs);
      for (let i = 0; i < rows; i++) {
        const row = values.subarray(i * cols, (i + 1) * cols);
        dense(out).data[i] = kind === 'argmax' ? indexOfLargest(row) : foldAll(row, kind);
      }
    },

    foldColumns(out, kind, expression, inputs) {
      const { rows, cols, values } = evaluate(expression, inputs);
      const result = scratch.take(cols);
      result.set(values.subarray(0, cols));
      for (let i = 1; i < rows; i++) {
        const row = i * cols;
        if (kind === 'max') for (let j = 0; j < cols; j++) result[j] = Math.max(result[j]!, values[row + j]!);
        else for (let j = 0; j < cols; j++) result[j]! += values[row + j]!;
      }
      if (kind === 'mean') for (let j = 0; j < cols; j++) result[j]! /= rows;
      dense(out).data.set(result);
    },

    measure(out, slot, kind, expression, inputs) {
      const { rows, cols, values } = evaluate(expression, inputs);
      const { data } = dense(out);
      if (kind === 'sum') data[slot] = foldAll(values, 'sum');
      else if (kind === 'norm') data[slot] = norm(values, 0);
      else data[slot] = zeroColumns(values, rows, cols);
    },

    moments(out, slot, input) {
      const { values } = evaluate((_m, x) => x, [input]);
      const mean = foldAll(values, 'mean');
      dense(out).data[slot] = mean;
      dense(out).data[slot + 1] = norm(values, mean);
    },

    compile: (sequence) => sequence,
    bufferCount: () => liveBuffers.size,
    dispose: () => liveBuffers.clear(),
  };
}

function foldAll(values: Float64Array, kind: 'sum' | 'mean' | 'max'): number {
  let result = kind === 'max' ? Number.NEGATIVE_INFINITY : 0;
  if (kind === 'max') for (let i = 0; i < values.length; i++) result = Math.max(result, values[i]!);
  else for (let i = 0; i < values.length; i++) result += values[i]!;
  return kind === 'mean' ? result / values.length : result;
}

function indexOfLargest(values: Float64Array): number {
  let first = 0;
  for (let k = 1; k < values.length; k++) if (values[k]! > values[first]!) first = k;
  return first;
}

/** √Σ (x − center)². In float64, the squares of float32 numbers neither underflow nor overflow. */
function norm(values: Float64Array, center: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]! - center;
    sum += x * x;
  }
  return Math.sqrt(sum);
}

function zeroColumns(values: Float64Array, rows: number, cols: number): number {
  let count = 0;
  for (let j = 0; j < cols; j++) {
    let zero = true;
    for (let i = 0; i < rows && zero; i++) zero = values[i * cols + j] === 0;
    if (zero) count++;
  }
  return count;
}
