import { activations } from '../../../../src/engine/activations';
import type { Algebra, Expression } from '../../../../src/engine/algebra';
import type { Fold, Kernels, Matrix, Measure } from '../../../../src/engine/kernels/kernels';
import { numbers } from '../../../../src/engine/kernels/reference/numbers';

/** A kernel's result, the result of plain loops, and the tolerance: absolute + relative · |expected|. */
export interface Comparison {
  readonly actual: ArrayLike<number>;
  readonly expected: ArrayLike<number>;
  readonly relative?: number;
  readonly absolute?: number;
}

/** The requirements for every backend, by name. They use no test framework, so they also run in a browser's worker. */
export type Conformance = Record<string, (kernels: Kernels) => Promise<Comparison>>;

/** The largest excess over the tolerance; 0 where all agree. NaN agrees with NaN, Infinity with itself. */
export function disagreement({ actual, expected, relative = 2e-6, absolute = 0 }: Comparison): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i]!;
    const b = expected[i]!;
    if (Object.is(a, b) || a === b) continue;
    const excess = Math.abs(a - b) - absolute - relative * Math.abs(b);
    worst = Math.max(worst, Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess);
  }
  return worst;
}

type Grid = readonly (readonly number[])[];

/** Irregular numbers between −2 and 2 that are exact in float32. */
const grid = (rows: number, cols: number, salt = 1): Grid =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: cols }, (_, j) => Math.fround(2 * Math.sin(7 * i + 13 * j + salt))),
  );
const put = (kernels: Kernels, values: Grid): Matrix =>
  kernels.matrix(values.length, values[0]!.length, values.flat());
const at = (values: Grid, i: number, j: number): number =>
  values[values.length === 1 ? 0 : i]![values[0]!.length === 1 ? 0 : j]!;
const transposed = (values: Grid): Grid => values[0]!.map((_, j) => values.map((row) => row[j]!));
const product = (a: Grid, b: Grid): Grid =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));

const cases: Conformance = {};

cases['matrix: zeros unless values are given'] = async (k) => ({
  actual: await k.read(k.matrix(2, 3)),
  expected: [0, 0, 0, 0, 0, 0],
});
cases['a peek tells what is there now, rows end to end, however much was made since'] = async (k) => {
  const [wide, narrow] = [k.matrix(1, 5, [1, 2, 3, 4, 5]), k.matrix(2, 3, [1, 2, 3, 4, 5, 6])];
  const first = [...(await k.peek(wide)), ...(await k.peek(narrow))];
  // This size forces a backend to allocate more memory.
  k.matrix(500, 500);
  k.write(wide, [9, 8, 7, 6, 5]);
  k.write(narrow, [6, 5, 4, 3, 2, 1]);
  return {
    actual: [...first, ...(await k.peek(wide)), ...(await k.peek(narrow))],
    expected: [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 9, 8, 7, 6, 5, 6, 5, 4, 3, 2, 1],
  };
};
cases['write replaces, read copies'] = async (k) => {
  const x = k.matrix(1, 3, [1, 2, 3]);
  const before = await k.read(x);
  before[0] = 99;
  const kept = await k.read(x);
  k.write(x, new Float64Array([4, 5, 6]));
  return { actual: [...kept, ...(await k.read(x))], expected: [1, 2, 3, 4, 5, 6] };
};

const shapes = [
  [1, 1, 1],
  [2, 3, 4],
  [5, 4, 3],
  [7, 1, 2],
  [1, 9, 1],
  [33, 17, 5],
] as const;
for (const [m, inner, n] of shapes) {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      for (const biased of [false, true]) {
        const flags = `${transposeA ? 'ᵀ' : ''}·${transposeB ? 'ᵀ' : ''}${biased ? ' + bias' : ''}`;
        cases[`multiply [${m}, ${inner}]${flags} [${inner}, ${n}]`] = async (k) => {
          const a = grid(m, inner);
          const b = grid(inner, n, 2);
          const bias = grid(1, n, 3);
          const out = k.matrix(m, n);
          k.multiply(out, put(k, transposeA ? transposed(a) : a), put(k, transposeB ? transposed(b) : b), {
            transposeA,
            transposeB,
            ...(biased ? { bias: put(k, bias) } : {}),
          });
          const expected = product(a, b).map((row) => row.map((x, j) => x + (biased ? bias[0]![j]! : 0)));
          return { actual: await k.read(out), expected: expected.flat(), absolute: 1e-5 };
        };
      }
    }
  }
}

for (const [rows, cols] of [
  [4, 6],
  [3, 5],
  [1, 1],
  [1, 7],
  [7, 1],
] as const) {
  cases[`map [${rows}, ${cols}] repeats a row, a column and a number`] = async (k) => {
    const [x, row, column, one] = [grid(rows, cols), grid(1, cols, 2), grid(rows, 1, 3), grid(1, 1, 4)];
    const out = k.matrix(rows, cols);
    const inputs = [x, row, column, one].map((values) => put(k, values));
    k.map([out], (m, a, b, c, d) => [m.add(m.mul(a!, b!), m.mul(c!, m.add(d!, 0.5)))], inputs);
    const expected = x.map((values, i) =>
      values.map((value, j) => value * at(row, i, j) + at(column, i, j) * (one[0]![0]! + 0.5)),
    );
    return { actual: await k.read(out), expected: expected.flat(), absolute: 1e-6 };
  };
}
cases['map: the output may be an input, and there may be several'] = async (k) => {
  const a = k.matrix(1, 3, [1, 2, 3]);
  const b = k.matrix(1, 3, [10, 20, 30]);
  k.map([a, b], (m, x, y) => [m.add(x!, y!), m.sub(y!, x!)], [a, b]);
  return { actual: [...(await k.read(a)), ...(await k.read(b))], expected: [11, 22, 33, 9, 18, 27] };
};
cases['map: a copy and a constant are matrices of their own'] = async (k) => {
  const x = k.matrix(1, 2, [1, 2]);
  const copy = k.matrix(1, 2);
  const constant = k.matrix(2, 2);
  k.map([copy], (_m, value) => [value!], [x]);
  k.map([constant], () => [0.25], [x]);
  k.write(x, [5, 6]);
  k.free(x);
  return {
    actual: [...(await k.read(copy)), ...(await k.read(constant))],
    expected: [1, 2, 0.25, 0.25, 0.25, 0.25],
  };
};
cases['map: a small input is repeated to the output'] = async (k) => {
  const out = k.matrix(3, 2);
  k.map([out], (m, x) => [m.add(x!, 1)], [k.matrix(1, 2, [1, 2])]);
  return { actual: await k.read(out), expected: [2, 3, 2, 3, 2, 3] };
};

const folds: Record<Fold, (values: readonly number[]) => number> = {
  sum: (values) => values.reduce((sum, x) => sum + x, 0),
  mean: (values) => values.reduce((sum, x) => sum + x, 0) / values.length,
  max: (values) => Math.max(...values),
  argmax: (values) => values.indexOf(Math.max(...values)),
};
for (const fold of Object.keys(folds) as Fold[]) {
  for (const [rows, cols] of [
    [4, 6],
    [5, 3],
    [1, 1],
    [6, 1],
    [1, 9],
  ] as const) {
    const x = grid(rows, cols);
    const y = grid(1, cols, 5);
    const z = x.map((row) => row.map((value, j) => value - y[0]![j]!));
    const expression: Expression = (m, a, b) => m.sub(a, b!);
    cases[`foldRows ${fold} [${rows}, ${cols}]`] = async (k) => {
      const out = k.matrix(rows, 1);
      k.foldRows(out, fold, expression, [put(k, x), put(k, y)]);
      return { actual: await k.read(out), expected: z.map((row) => folds[fold](row)), absolute: 2e-6 };
    };
    if (fold === 'argmax') continue;
    cases[`foldColumns ${fold} [${rows}, ${cols}]`] = async (k) => {
      const out = k.matrix(1, cols);
      k.foldColumns(out, fold, expression, [put(k, x), put(k, y)]);
      return {
        actual: await k.read(out),
        expected: transposed(z).map((column) => folds[fold](column)),
        absolute: 2e-6,
      };
    };
  }
}
cases['foldRows argmax: the first of equal ones'] = async (k) => {
  const out = k.matrix(3, 1);
  k.foldRows(out, 'argmax', (_m, x) => x, [k.matrix(3, 4, [0, 7, 7, 1, -3, -3, -3, -3, 1, 2, 3, 3])]);
  return { actual: await k.read(out), expected: [1, 0, 2] };
};
cases['foldColumns repeats a single row'] = async (k) => {
  const out = k.matrix(1, 2);
  k.foldColumns(out, 'sum', (m, a, b) => m.mul(a, b!), [k.matrix(3, 1, [1, 2, 3]), k.matrix(1, 2, [1, 10])]);
  return { actual: await k.read(out), expected: [6, 60] };
};

/** One number measured. */
const measured = async (k: Kernels, measure: Measure, values: Grid): Promise<number> => {
  const out = k.matrix(1, 1);
  k.measure(out, 0, measure, (_m, x) => x, [put(k, values)]);
  return (await k.read(out))[0]!;
};
const norm = (values: Grid): number => {
  const largest = Math.max(...values.flat().map(Math.abs));
  return largest && largest * Math.sqrt(values.flat().reduce((sum, x) => sum + (x / largest) ** 2, 0));
};
for (const scale of [1, 1e-30, 1e-36, 1e30]) {
  for (const [rows, cols] of [
    [4, 6],
    [3, 5],
    [1, 1],
    [1, 11],
    [40, 33],
  ] as const) {
    cases[`measure norm [${rows}, ${cols}] of numbers near ${scale}`] = async (k) => {
      const values = grid(rows, cols).map((row) => row.map((x) => Math.fround(x * scale)));
      return { actual: [await measured(k, 'norm', values)], expected: [norm(values)], relative: 1e-5 };
    };
  }
}
cases['measure norm of zeros is 0'] = async (k) => ({
  actual: [await measured(k, 'norm', [[0, 0, 0]])],
  expected: [0],
});
for (const [shift, scale] of [
  [0, 1],
  [500, 1],
  [0, 1e-30],
  [0, 1e25],
  [3, 0],
] as const) {
  for (const [rows, cols] of [
    [1, 1],
    [7, 3],
    [9, 8],
    [40, 33],
  ] as const) {
    cases[`moments [${rows}, ${cols}] of numbers ${scale} apart around ${shift}`] = async (k) => {
      const values = grid(rows, cols).map((row) => row.map((x) => Math.fround(shift + scale * x)));
      const count = rows * cols;
      const mean = values.flat().reduce((sum, x) => sum + x / count, 0);
      const out = k.matrix(1, 4);
      k.moments(out, 1, put(k, values));
      const deviation = Math.hypot(...values.flat().map((x) => x - mean));
      return {
        actual: await k.read(out),
        expected: [0, mean, deviation, 0],
        relative: 2e-5,
        absolute: 1e-5 * scale + 1e-6 * shift,
      };
    };
  }
}
cases['measure sum'] = async (k) => ({
  actual: [await measured(k, 'sum', grid(9, 5))],
  expected: [
    grid(9, 5)
      .flat()
      .reduce((sum, x) => sum + x, 0),
  ],
  absolute: 1e-5,
});
cases['measure zeroColumns'] = async (k) => ({
  actual: [
    await measured(k, 'zeroColumns', [
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]),
    await measured(k, 'zeroColumns', [[0, 0]]),
    await measured(k, 'zeroColumns', [
      [1e-30, 0],
      [0, -1e-30],
    ]),
  ],
  expected: [2, 2, 0],
});
cases['measure: slots in any order, kinds and sizes mixed, over again, and as an input'] = async (k) => {
  const out = k.matrix(1, 4, [0, 0, 0, 5]);
  const [x, y] = [put(k, [[3, 4]]), put(k, [[1], [0], [2]])];
  const identity: Expression = (_m, value) => value;
  k.measure(out, 2, 'norm', identity, [x]);
  k.measure(out, 0, 'sum', identity, [y]);
  k.measure(out, 1, 'zeroColumns', (m, value) => m.mul(value, 0), [x]);
  const doubled = k.matrix(1, 4);
  k.map([doubled], (m, values) => [m.mul(values!, 2)], [out]);
  k.measure(out, 1, 'norm', identity, [y]);
  k.measure(out, 1, 'sum', (m, value) => m.neg(value), [x]);
  return {
    actual: [...(await k.read(doubled)), ...(await k.read(out))],
    expected: [6, 4, 10, 10, 3, -7, 5, 5],
  };
};
for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
  for (const measure of ['sum', 'norm'] as const) {
    for (const position of [0, 7, 14]) {
      cases[`measure ${measure} is not finite with ${wrong} at ${position}`] = async (k) => {
        const values = grid(3, 5).map((row, i) => row.map((x, j) => (i * 5 + j === position ? wrong : x)));
        return { actual: [Number(Number.isFinite(await measured(k, measure, values)))], expected: [0] };
      };
    }
  }
}
cases['NaN goes through max, min, products and sums'] = async (k) => {
  const x = k.matrix(1, 3, [Number.NaN, 1, -1]);
  const zero = k.matrix(1, 1);
  const outs = Array.from({ length: 4 }, () => k.matrix(1, 3));
  k.map(outs, (m, a, b) => [m.max(a!, 0), m.min(a!, 0), m.mul(a!, b!), m.sigmoid(a!)], [x, zero]);
  const all = await Promise.all(outs.map((out) => k.read(out)));
  return { actual: all.map(([first]) => first!), expected: [Number.NaN, Number.NaN, Number.NaN, Number.NaN] };
};
cases['where lets nothing through from the side not chosen'] = async (k) => {
  const x = k.matrix(1, 4, [1, -1, 0, Number.NaN]);
  const out = k.matrix(1, 4);
  k.map([out], (m, a) => [m.where(m.greater(a!, 0), m.log(a!), m.div(1, m.sub(a!, a!)))], [
    k.matrix(1, 4, [1, 2, 4, 8]),
  ]);
  const inverse = k.matrix(1, 4);
  k.map([inverse], (m, a) => [m.where(m.equal(a!, 0), 7, m.div(1, a!))], [x]);
  return {
    actual: [...(await k.read(out)), ...(await k.read(inverse))],
    expected: [0, Math.log(2), Math.log(4), Math.log(8), 1, -1, 7, Number.NaN],
    absolute: 1e-6,
  };
};

/** The inputs of the functions: small and large, with both signs, and large enough that careless formulas overflow. */
const points = [
  0, 1e-30, 1e-12, 1e-7, 1e-4, 0.01, 0.1, 0.24, 0.26, 0.34, 0.36, 0.59, 0.61, 1, 1.5, 3, 6, 12, 40, 85,
]
  .flatMap((x) => [x, -x])
  .map(Math.fround);
const positive = points.filter((x) => x > 0);
const unary: Partial<Record<keyof Algebra<number>, readonly number[]>> = {
  neg: points,
  abs: points,
  square: points.filter((x) => x === 0 || Math.abs(x) > 1e-15),
  sqrt: positive,
  exp: points,
  expm1: points,
  log: positive,
  log1p: points.filter((x) => x > -1),
  tanh: points,
  sigmoid: points,
  erf: points,
};
for (const [name, xs] of Object.entries(unary)) {
  cases[`algebra ${name}`] = async (k) => {
    const call = <T>(m: Algebra<T>, x: T): T => (m[name as keyof Algebra<T>] as (a: T) => T)(x);
    const out = k.matrix(1, xs.length);
    k.map([out], (m, x) => [call(m, x!)], [k.matrix(1, xs.length, xs)]);
    const expected = xs.map((x) => call(numbers, x));
    // erf is a published fit, good to 1.5e-7; logarithms near 1 round to the same absolute error.
    const absolute = { erf: 3e-7, log: 1e-6 }[name] ?? 1e-37;
    return { actual: await k.read(out), expected, relative: 2e-5, absolute };
  };
}
for (const name of ['add', 'sub', 'mul', 'div', 'min', 'max', 'greater', 'equal'] as const) {
  cases[`algebra ${name}, numbers on either side too`] = async (k) => {
    const a = [3, -2, 0.5, 0.5, 1];
    const b = [1, -2, 4, 0.5, -1];
    const outs = Array.from({ length: 3 }, () => k.matrix(1, 5));
    const inputs = [k.matrix(1, 5, a), k.matrix(1, 5, b)];
    k.map(outs, (m, x, y) => [m[name](x!, y!), m[name](x!, 0.5), m[name](0.5, y!)], inputs);
    const all = await Promise.all(outs.map((out) => k.read(out)));
    const expected = [
      a.map((x, i) => numbers[name](x, b[i]!)),
      a.map((x) => numbers[name](x, 0.5)),
      b.map((y) => numbers[name](0.5, y)),
    ];
    return { actual: all.flatMap((values) => [...values]), expected: expected.flat() };
  };
}
cases['conditions are numbers: they add, and choose'] = async (k) => {
  const out = k.matrix(1, 3);
  k.map(
    [out],
    (m, x) => {
      const [above, equal] = [m.greater(x!, 0), m.equal(x!, 2)];
      return [m.add(m.add(above, equal), m.where(m.mul(above, equal), 10, m.neg(above)))];
    },
    [k.matrix(1, 3, [-1, 1, 2])],
  );
  return { actual: await k.read(out), expected: [0, 0, 12] };
};

for (const [name, activation] of Object.entries(activations)) {
  const xs = points.filter((x) => Math.abs(x) > 1e-20 || x === 0);
  cases[`activation ${name} and its derivative`] = async (k) => {
    const [value, derivative] = [k.matrix(1, xs.length), k.matrix(1, xs.length)];
    const x = k.matrix(1, xs.length, xs);
    k.map([value], (m, z) => [activation.value(m, z!)], [x]);
    k.map([derivative], (m, z, a) => [activation.derivative(m, z!, a!)], [x, value]);
    const values = xs.map((z) => activation.value(numbers, z));
    const slopes = xs.map((z, i) => activation.derivative(numbers, z, values[i]!));
    return {
      actual: [...(await k.read(value)), ...(await k.read(derivative))],
      expected: [...values, ...slopes],
      relative: 2e-5,
      absolute: 2e-6,
    };
  };
}
cases['a vanishing signal is followed, not lost: tanh of 1e-12 is 1e-12'] = async (k) => {
  const out = k.matrix(1, 2);
  k.map([out], (m, x) => [activations.tanh.value(m, x!)], [k.matrix(1, 2, [1e-12, -1e-25])]);
  return { actual: await k.read(out), expected: [1e-12, -1e-25], relative: 1e-6 };
};

for (const scale of [1, 1e-30, 1e30]) {
  for (const [rows, cols] of [
    [2, 3],
    [9, 8],
    [40, 33],
  ] as const) {
    cases[`norms around an update in place [${rows}, ${cols}] of numbers near ${scale}`] = async (k) => {
      const scaled = (values: Grid) => values.map((row) => row.map((x) => Math.fround(scale * x)));
      const [before, slope] = [scaled(grid(rows, cols)), scaled(grid(rows, cols, 5))];
      const [weights, gradient, change, norms] = [
        put(k, before),
        put(k, slope),
        k.matrix(rows, cols),
        k.matrix(1, 4),
      ];
      const measureNorm = (slot: number, matrix: Matrix) =>
        k.measure(norms, slot, 'norm', (_m, x) => x, [matrix]);
      const run = k.compile(() => {
        measureNorm(0, weights);
        measureNorm(1, gradient);
        k.map(
          [change, weights],
          (m, w, g) => {
            const step = m.mul(g!, -0.5);
            return [step, m.add(w!, step)];
          },
          [weights, gradient],
        );
        measureNorm(2, change);
        measureNorm(3, weights);
      });
      run();
      const step = slope.map((row) => row.map((g) => -0.5 * g));
      const after = before.map((row, i) => row.map((w, j) => w + step[i]![j]!));
      return {
        actual: await k.read(norms),
        expected: [before, slope, step, after].map(norm),
        relative: 1e-5,
      };
    };
  }
}
cases['compile runs the same sequence on whatever its inputs now hold'] = async (k) => {
  const [x, y] = [k.matrix(1, 1, [2]), k.matrix(1, 1)];
  const run = k.compile(() => k.map([y], (m, a, b) => [m.add(m.mul(a!, a!), b!)], [x, y]));
  run();
  k.write(x, [3]);
  run();
  return { actual: await k.read(y), expected: [13] };
};

cases['a sequence does what its calls do one by one, and again'] = async (k) => {
  const run = async (once: (sequence: () => void) => void) => {
    const [x, w, b] = [put(k, grid(5, 6)), put(k, grid(6, 9, 2)), put(k, grid(1, 9, 3))];
    const [z, a, back, signal] = Array.from({ length: 4 }, () => k.matrix(5, 9));
    const [gradient, step] = [k.matrix(6, 9), k.matrix(6, 9)];
    const [size, factor, sums] = [k.matrix(1, 1), k.matrix(1, 1), k.matrix(1, 9)];
    const result = k.matrix(1, 7, [1, 2, 3, 4, 5, 6, 7]);
    once(() => {
      k.multiply(z!, x, w, { bias: b });
      k.map([a!], (m, value) => [m.tanh(value!)], [z!]);
      k.measure(size, 0, 'norm', (_m, value) => value, [a!]);
      k.map([factor], (m, norm) => [m.div(1, norm!)], [size]);
      k.map([back!], (m, value, scale) => [m.mul(value!, scale!)], [a!, factor]);
      k.map([signal!], (m, value, other) => [m.mul(value!, m.add(other!, 1))], [back!, z!]);
      k.multiply(gradient, x, signal!, { transposeA: true });
      k.foldColumns(sums, 'sum', (_m, value) => value, [signal!]);
      k.measure(result, 1, 'norm', (_m, value) => value, [gradient]);
      k.measure(result, 2, 'zeroColumns', (m, p, q) => m.mul(m.greater(p, 0), m.greater(0, q!)), [a!, z!]);
      k.moments(result, 4, a!);
      k.map([step, w], (m, weight, g) => [m.mul(g!, -0.1), m.add(weight!, m.mul(g!, -0.1))], [w, gradient]);
      k.map([b], (m, bias, g) => [m.sub(bias!, g!)], [b, sums]);
      k.measure(result, 6, 'norm', (_m, value) => value, [step]);
    });
    const all = await Promise.all([w, b, step, result, signal!, size].map((matrix) => k.read(matrix)));
    return all.flatMap((values) => [...values]);
  };
  const expected = await run((sequence) => {
    sequence();
    sequence();
  });
  const actual = await run((sequence) => {
    const compiled = k.compile(sequence);
    compiled();
    compiled();
  });
  return { actual, expected, relative: 1e-5, absolute: 1e-6 };
};
cases['scratch of many sizes: what is still wanted is kept, sequence after sequence'] = async (k) => {
  const sizes = [
    [3, 5],
    [40, 64],
    [3, 5],
    [64, 64],
    [40, 64],
  ] as const;
  const inputs = sizes.map(([rows, cols], i) => put(k, grid(rows, cols, i)));
  const doubled = sizes.map(([rows, cols]) => k.scratch(rows, cols));
  const squared = sizes.map(([rows, cols]) => k.scratch(rows, cols));
  const sums = k.matrix(1, 2 * sizes.length);
  const total = (slot: number, matrix: Matrix) => k.measure(sums, slot, 'sum', (_m, x) => x, [matrix]);
  const run = k.compile(() => {
    // Each double outlives the square of the one before it, and no longer.
    for (const [i, input] of inputs.entries()) {
      k.map([doubled[i]!], (m, x) => [m.mul(x!, 2)], [input]);
      k.map([squared[i]!], (m, x) => [m.mul(x!, x!)], [doubled[i]!]);
      if (i > 0) total(2 * i - 2, doubled[i - 1]!);
      total(2 * i + 1, squared[i]!);
    }
    total(2 * sizes.length - 2, doubled.at(-1)!);
  });
  const other = k.compile(() => {
    for (const [i, input] of inputs.entries()) k.map([doubled[i]!], (m, x) => [m.mul(x!, 9)], [input]);
  });
  run();
  other();
  run();
  const sum = (values: Grid, of: (x: number) => number) => values.flat().reduce((t, x) => t + of(x), 0);
  return {
    actual: await k.read(sums),
    expected: sizes.flatMap(([rows, cols], i) => [
      sum(grid(rows, cols, i), (x) => 2 * x),
      sum(grid(rows, cols, i), (x) => 4 * x * x),
    ]),
    relative: 1e-5,
    absolute: 1e-3,
  };
};
cases['sequences share matrices, whatever each does with them'] = async (k) => {
  const [a, b, c, d] = [1, 2, 3, 4].map((salt) => put(k, grid(5, 5, salt)));
  const sequences = [
    () => k.map([b!, c!], (m, x) => [m.add(x!, 1), m.mul(x!, 2)], [a!]),
    () => k.map([d!, a!], (m, x, y) => [m.add(x!, y!), m.sub(x!, y!)], [b!, c!]),
    () => k.map([c!, d!], (m, x, y) => [m.add(x!, y!), m.sub(x!, y!)], [a!, b!]),
    () => k.map([a!, b!, c!, d!], (m, x, y, z, w) => [w!, x!, m.neg(y!), m.mul(z!, 0.5)], [a!, b!, c!, d!]),
    () => k.multiply(b!, a!, d!, { transposeB: true }),
  ].map((sequence) => k.compile(sequence));
  for (const sequence of [...sequences, ...sequences]) sequence();
  const actual = await Promise.all([a, b, c, d].map((matrix) => k.read(matrix!)));
  let [p, q, r, s] = [1, 2, 3, 4].map((salt) => grid(5, 5, salt));
  const each = (f: (...xs: number[]) => number, ...grids: Grid[]): Grid =>
    grids[0]!.map((row, i) => row.map((_, j) => f(...grids.map((one) => one[i]![j]!))));
  for (let time = 0; time < 2; time++) {
    [q, r] = [each((x) => x + 1, p!), each((x) => x * 2, p!)];
    [s, p] = [each((x, y) => x + y, q, r), each((x, y) => x - y, q, r)];
    [r, s] = [each((x, y) => x + y, p, q), each((x, y) => x - y, p, q)];
    [p, q, r, s] = [s, p, each((x) => -x, q), each((x) => x / 2, r)];
    q = product(p, transposed(s));
  }
  return {
    actual: actual.flatMap((values) => [...values]),
    expected: [p, q, r, s].flatMap((values) => values!.flat()),
    relative: 1e-5,
    absolute: 1e-4,
  };
};
cases['as many inputs as anyone may want'] = async (k) => {
  const numbers = Array.from({ length: 20 }, (_, i) => k.matrix(1, 1, [i + 1]));
  const rows = Array.from({ length: 20 }, (_, i) => k.matrix(1, 3, [i, 2 * i, 3 * i]));
  const out = k.matrix(2, 3);
  k.map([out], (m, ...xs) => [xs.reduce((sum, x) => m.add(sum, x))], [...numbers, ...rows]);
  return { actual: await k.read(out), expected: [400, 590, 780, 400, 590, 780] };
};
cases['as many measures as anyone may want, of matrices large and small'] = async (k) => {
  const count = 700;
  const result = k.matrix(1, count);
  const values = Array.from({ length: count }, (_, i) => grid(1 + (i % 3), 1 + (i % 5), i));
  const matrices = values.map((one) => put(k, one));
  const large = grid(300, 70);
  const run = k.compile(() => {
    for (const [i, matrix] of matrices.entries()) k.measure(result, i, 'sum', (_m, x) => x, [matrix]);
    k.measure(result, 13, 'norm', (_m, x) => x, [put(k, large)]);
  });
  run();
  const expected = values.map((one) => one.flat().reduce((sum, x) => sum + x, 0));
  expected[13] = norm(large);
  return { actual: await k.read(result), expected, relative: 1e-5, absolute: 1e-5 };
};
cases['matrices of every size side by side, some given back in between'] = async (k) => {
  const sizes = Array.from({ length: 40 }, (_, i) => [1 + ((37 * i) % 90), 1 + ((53 * i) % 110)] as const);
  const [one, doubled] = [k.matrix(1, 1, [2]), [] as Matrix[]];
  for (const [i, [rows, cols]] of sizes.entries()) {
    const x = put(k, grid(rows, cols, i));
    const out = k.matrix(rows, cols);
    k.map([out], (m, value, two) => [m.mul(value!, two!)], [x, one]);
    k.free(x);
    if (i % 3 === 1) k.free(doubled.shift()!);
    doubled.push(out);
  }
  const kept = await Promise.all(doubled.map((matrix) => k.read(matrix)));
  const fresh = k.matrix(...sizes[0]!);
  const copy = k.matrix(...sizes[0]!);
  k.map([copy], (_m, x) => [x!], [fresh]);
  return {
    actual: [...kept.flatMap((values) => [...values]), ...(await k.read(copy))],
    expected: [
      ...sizes.slice(-doubled.length).flatMap(([rows, cols], i) =>
        grid(rows, cols, sizes.length - doubled.length + i)
          .flat()
          .map((x) => 2 * x),
      ),
      ...new Array<number>(sizes[0]![0] * sizes[0]![1]).fill(0),
    ],
  };
};

export const conformance: Conformance = cases;
