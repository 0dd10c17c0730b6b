import type { Expression } from '../../algebra';
import { type Fold, type Kernels, type Matrix, repeatedShape } from '../kernels';
import { numbers } from './numbers';

/** A matrix in JavaScript memory. */
class Dense implements Matrix {
  readonly data: Float64Array;
  constructor(
    readonly rows: number,
    readonly cols: number,
  ) {
    this.data = new Float64Array(rows * cols);
  }
}

/** An input broadcast to the shape of an output. One row, one column or one number is repeated. */
interface View {
  readonly data: Float64Array;
  readonly rowStride: number;
  readonly colStride: number;
}

const dense = (matrix: Matrix): Dense => matrix as Dense;

function view(matrix: Matrix, rows: number, cols: number): View {
  const { data, rows: r, cols: c } = dense(matrix);
  if ((r !== rows && r !== 1) || (c !== cols && c !== 1)) {
    throw new Error(`a [${r}, ${c}] matrix cannot be repeated to [${rows}, ${cols}]`);
  }
  return { data, rowStride: r === 1 ? 0 : c, colStride: c === 1 ? 0 : 1 };
}

type Call<R> = (m: typeof numbers, ...inputs: number[]) => R;

/**
 * expression(inputs) at each row and column. There is one call form for each number of inputs, so that no array is
 * allocated per element.
 */
function evaluator<R>(expression: Call<R>, inputs: readonly Matrix[], rows: number, cols: number) {
  const views = inputs.map((input) => view(input, rows, cols));
  const [a, b, c, d, e] = views as [View, View, View, View, View];
  const at = ({ data, rowStride, colStride }: View, i: number, j: number) =>
    data[i * rowStride + j * colStride]!;
  switch (inputs.length) {
    case 1:
      return (i: number, j: number) => expression(numbers, at(a, i, j));
    case 2:
      return (i: number, j: number) => expression(numbers, at(a, i, j), at(b, i, j));
    case 3:
      return (i: number, j: number) => expression(numbers, at(a, i, j), at(b, i, j), at(c, i, j));
    case 4:
      return (i: number, j: number) =>
        expression(numbers, at(a, i, j), at(b, i, j), at(c, i, j), at(d, i, j));
    case 5:
      return (i: number, j: number) =>
        expression(numbers, at(a, i, j), at(b, i, j), at(c, i, j), at(d, i, j), at(e, i, j));
    default:
      return (i: number, j: number) => expression(numbers, ...views.map((v) => at(v, i, j)));
  }
}

/** Reduces n numbers to one. */
function fold(kind: Fold, n: number, value: (k: number) => number): number {
  let sum = 0;
  let largest = Number.NEGATIVE_INFINITY;
  let first = 0;
  for (let k = 0; k < n; k++) {
    const x = value(k);
    sum += x;
    if (x > largest || Number.isNaN(x)) {
      largest = x;
      first = k;
    }
  }
  if (kind === 'sum') return sum;
  if (kind === 'mean') return sum / n;
  return kind === 'max' ? largest : first;
}

/**
 * The kernels in plain float64 TypeScript. They are slow and short, and serve as the executable specification. Tests
 * compare the other backends with them.
 */
export function createReferenceKernels(): Kernels {
  const liveBuffers = new Set<Matrix>();

  const matrix: Kernels['matrix'] = (rows, cols, values) => {
    const made = new Dense(rows, cols);
    if (values) made.data.set(values);
    liveBuffers.add(made);
    return made;
  };

  return {
    backend: 'reference',

    matrix,
    scratch: (rows, cols) => matrix(rows, cols),
    write(target, values) {
      dense(target).data.set(values);
    },
    async read(source) {
      return dense(source).data.slice();
    },
    peek: (source) => dense(source).data,
    free(matrix) {
      liveBuffers.delete(matrix);
    },

    multiply(out, a, b, { transposeA = false, transposeB = false, bias } = {}) {
      const { data: c, rows, cols } = dense(out);
      const inner = transposeA ? a.rows : a.cols;
      const left = dense(a).data;
      const right = dense(b).data;
      const [leftRow, leftInner] = transposeA ? [1, a.cols] : [a.cols, 1];
      for (let i = 0; i < rows; i++) {
        const row = i * cols;
        if (bias) c.set(dense(bias).data, row);
        else c.fill(0, row, row + cols);
        if (transposeB) {
          for (let j = 0; j < cols; j++) {
            let sum = 0;
            for (let k = 0; k < inner; k++) sum += left[i * leftRow + k * leftInner]! * right[j * inner + k]!;
            c[row + j]! += sum;
          }
        } else {
          for (let k = 0; k < inner; k++) {
            const x = left[i * leftRow + k * leftInner]!;
            for (let j = 0; j < cols; j++) c[row + j]! += x * right[k * cols + j]!;
          }
        }
      }
    },

    map(outs, expressions, inputs) {
      const { rows, cols } = outs[0]!;
      const value = evaluator(expressions as Call<number[]>, inputs, rows, cols);
      const targets = outs.map((out) => dense(out).data);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          const results = value(i, j);
          for (let k = 0; k < targets.length; k++) targets[k]![i * cols + j] = results[k]!;
        }
      }
    },

    foldRows(out, kind, expression, inputs) {
      const [rows, cols] = repeatedShape(inputs);
      const value = evaluator(expression as Call<number>, inputs, rows, cols);
      for (let i = 0; i < rows; i++) dense(out).data[i] = fold(kind, cols, (j) => value(i, j));
    },

    foldColumns(out, kind, expression, inputs) {
      const [rows, cols] = repeatedShape(inputs);
      const value = evaluator(expression as Call<number>, inputs, rows, cols);
      for (let j = 0; j < cols; j++) dense(out).data[j] = fold(kind, rows, (i) => value(i, j));
    },

    measure(out, slot, kind, expression: Expression, inputs) {
      const [rows, cols] = repeatedShape(inputs);
      const value = evaluator(expression as Call<number>, inputs, rows, cols);
      let sum = 0;
      let largest = 0;
      let zeroColumns = 0;
      for (let j = 0; j < cols; j++) {
        let zeros = 0;
        for (let i = 0; i < rows; i++) {
          const x = value(i, j);
          if (x === 0) zeros++;
          if (kind !== 'norm' || !Number.isFinite(x)) {
            // Infinity or NaN in the sum stays there.
            sum += kind === 'norm' ? Math.abs(x) : x;
            continue;
          }
          // Σ x² is stored as largest² · sum. It is rescaled whenever a larger |x| occurs.
          const size = Math.abs(x);
          if (size > largest) {
            sum = 1 + sum * (largest / size) ** 2;
            largest = size;
          } else if (size > 0) sum += (size / largest) ** 2;
        }
        if (zeros === rows) zeroColumns++;
      }
      const norm = Number.isFinite(sum) ? largest * Math.sqrt(sum) : sum;
      dense(out).data[slot] = { sum, norm, zeroColumns }[kind];
    },

    moments(out, slot, input) {
      const { data } = dense(input);
      let mean = 0;
      for (const x of data) mean += x / data.length;
      dense(out).data[slot] = mean;
      const center = new Dense(1, 1);
      center.data[0] = mean;
      this.measure(out, slot + 1, 'norm', (m, x, c) => m.sub(x, c!), [input, center]);
    },

    compile: (sequence) => sequence,
    bufferCount: () => liveBuffers.size,
    dispose() {
      liveBuffers.clear();
    },
  };
}
