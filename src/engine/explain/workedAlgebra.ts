import type { Algebra, Operand } from '../algebra';
import { numbers } from '../kernels/reference/numbers';
import { withMinus } from '../numeric/notation';

/** A number, and how it was computed: a formula with the numbers put in. */
export interface Worked {
  readonly value: number;
  readonly text: string;
  /** How tightly its outermost operation binds: 1 a sum, 2 a product, 3 a number or a call. */
  readonly rank: 1 | 2 | 3;
}

/** A number as it stands in a formula: four digits, a real minus sign. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e5)
      ? value.toExponential(2).replace('e+', 'e')
      : String(Number(value.toPrecision(4)));
  return withMinus(text);
}

/** A number as a term. */
export const term = (value: number): Worked => ({
  value,
  text: shortNumber(value),
  rank: value < 0 ? 1 : 3,
});

const of = (a: Operand<Worked>): Worked => (typeof a === 'number' ? term(a) : a);

/** Text in brackets where the operation around it binds more tightly. */
const inside = (a: Worked, rank: number): string => (a.rank < rank ? `(${a.text})` : a.text);

const call = (name: string, value: number, ...inputs: Worked[]): Worked => ({
  value,
  text: `${name}(${inputs.map(({ text }) => text).join(', ')})`,
  rank: 3,
});

const one =
  (name: string, compute: (a: number) => number) =>
  (a: Worked): Worked =>
    call(name, compute(a.value), a);

/**
 * The algebra that writes formulas down: what an activation, a derivative or an optimizer computes, with the numbers put in.
 * Each entry of a registry tells its own formula by it, because it computes by the same one.
 */
export const workedAlgebra: Algebra<Worked> = {
  add(x, y) {
    const [a, b] = [of(x), of(y)];
    return {
      value: a.value + b.value,
      text: `${a.text} + ${inside(b, b.text.startsWith('−') ? 2 : 1)}`,
      rank: 1,
    };
  },
  sub(x, y) {
    const [a, b] = [of(x), of(y)];
    return { value: a.value - b.value, text: `${a.text} − ${inside(b, 2)}`, rank: 1 };
  },
  mul(x, y) {
    const [a, b] = [of(x), of(y)];
    return { value: a.value * b.value, text: `${inside(a, 2)} · ${inside(b, 2)}`, rank: 2 };
  },
  div(x, y) {
    const [a, b] = [of(x), of(y)];
    return { value: a.value / b.value, text: `${inside(a, 2)} / ${inside(b, 3)}`, rank: 2 };
  },
  min(x, y) {
    const [a, b] = [of(x), of(y)];
    return call('min', Math.min(a.value, b.value), a, b);
  },
  max(x, y) {
    const [a, b] = [of(x), of(y)];
    return call('max', Math.max(a.value, b.value), a, b);
  },
  neg: (a) => ({ value: -a.value, text: `−${inside(a, 2)}`, rank: 1 }),
  abs: (a) => ({ value: Math.abs(a.value), text: `|${a.text}|`, rank: 3 }),
  square: (a) => ({ value: a.value * a.value, text: `${inside(a, 3)}²`, rank: 3 }),
  sqrt: (a) => ({ value: Math.sqrt(a.value), text: `√(${a.text})`, rank: 3 }),
  exp: one('exp', Math.exp),
  expm1: one('expm1', Math.expm1),
  log: one('ln', Math.log),
  log1p: one('log1p', Math.log1p),
  tanh: one('tanh', Math.tanh),
  sigmoid: one('σ', (a) => numbers.sigmoid(a)),
  erf: one('erf', (a) => numbers.erf(a)),
  powerOfTwo: one('2^⌊log₂⌋', (a) => numbers.powerOfTwo(a)),
  greater(x, y) {
    const [a, b] = [of(x), of(y)];
    return { value: a.value > b.value ? 1 : 0, text: `[${a.text} > ${b.text}]`, rank: 3 };
  },
  equal(x, y) {
    const [a, b] = [of(x), of(y)];
    return { value: a.value === b.value ? 1 : 0, text: `[${a.text} = ${b.text}]`, rank: 3 };
  },
  // Only the branch that was taken is written.
  where: (condition, x, y) => (condition.value !== 0 ? of(x) : of(y)),
};

/** A sum with the numbers put in; of a long one the first terms. */
export function workedTotal(terms: readonly Worked[], most = 4): string {
  const shown = terms.slice(0, most).map((one) => inside(one, 2));
  return [...shown, ...(terms.length > most ? [`… (${terms.length})`] : [])].join(' + ');
}

/** A sum of products with the numbers put in; of a long one the first terms. */
export function workedSum(terms: readonly (readonly [number, number])[], most = 8): string {
  const shown = terms.slice(0, most).map(([a, b]) => workedAlgebra.mul(term(a), term(b)).text);
  return [...shown, ...(terms.length > most ? [`… (${terms.length})`] : [])].join(' + ');
}
