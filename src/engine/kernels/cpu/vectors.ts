import type { Algebra, Operand } from '../../algebra';
import { numbers } from '../reference/numbers';

/** Numbers, or a single number that is repeated. */
export type Vector = Float64Array | number;

type Unary =
  | 'neg'
  | 'abs'
  | 'square'
  | 'sqrt'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'tanh'
  | 'sigmoid'
  | 'erf';
type Binary = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'greater' | 'equal';

/** One loop for each operation. Engines do not compile a loop well if several operations share it. */
const unaryLoops: Record<Unary | 'powerOfTwo', (out: Float64Array, a: Float64Array) => void> = {
  neg: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = -a[i]!;
  },
  abs: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!);
  },
  square: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i]! * a[i]!;
  },
  sqrt: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]!);
  },
  exp: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(a[i]!);
  },
  expm1: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.expm1(a[i]!);
  },
  log: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(a[i]!);
  },
  log1p: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log1p(a[i]!);
  },
  tanh: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(a[i]!);
  },
  sigmoid: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-a[i]!));
  },
  erf: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = numbers.erf(a[i]!);
  },
  powerOfTwo: (out, a) => {
    for (let i = 0; i < out.length; i++) out[i] = numbers.powerOfTwo(a[i]!);
  },
};

/** Reads operands with a step of 1, or of 0 for a repeated number. */
type BinaryLoop = (out: Float64Array, a: Float64Array, p: number, b: Float64Array, q: number) => void;
const binaryLoops: Record<Binary, BinaryLoop> = {
  add: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * p]! + b[i * q]!;
  },
  sub: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * p]! - b[i * q]!;
  },
  mul: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * p]! * b[i * q]!;
  },
  div: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * p]! / b[i * q]!;
  },
  min: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.min(a[i * p]!, b[i * q]!);
  },
  max: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(a[i * p]!, b[i * q]!);
  },
  greater: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * p]! > b[i * q]! ? 1 : 0;
  },
  equal: (out, a, p, b, q) => {
    for (let i = 0; i < out.length; i++) out[i] = a[i * p]! === b[i * q]! ? 1 : 0;
  },
};

/** Memory for the intermediate results of an expression. The next expression reuses it. */
export class Scratch {
  private readonly bySize = new Map<number, { readonly vectors: Float64Array[]; used: number }>();
  private readonly singles = new Map<number, Float64Array>();

  take(length: number): Float64Array {
    const shelf = this.bySize.get(length) ?? { vectors: [], used: 0 };
    if (shelf.vectors.length === 0) this.bySize.set(length, shelf);
    if (shelf.used === shelf.vectors.length) shelf.vectors.push(new Float64Array(length));
    return shelf.vectors[shelf.used++]!;
  }

  /** A number as a vector of length one. An expression has few constants, and they are the same at every step. */
  single(value: number): Float64Array {
    const kept = this.singles.get(value);
    if (kept) return kept;
    if (this.singles.size > 1000) this.singles.clear();
    const one = Float64Array.of(value);
    this.singles.set(value, one);
    return one;
  }

  /** Makes all temporary memory available again. */
  reset(): void {
    for (const shelf of this.bySize.values()) shelf.used = 0;
  }
}

/** The algebra on vectors in float64, with one loop for each operation. */
export function vectorAlgebra(scratch: Scratch): Algebra<Vector> {
  const unary = (name: Unary | 'powerOfTwo') => {
    const loop = unaryLoops[name];
    const one = numbers[name];
    return (a: Vector): Vector => {
      if (typeof a === 'number') return one(a);
      const out = scratch.take(a.length);
      loop(out, a);
      return out;
    };
  };
  const binary = (name: Binary) => {
    const loop = binaryLoops[name];
    const one = numbers[name];
    return (a: Operand<Vector>, b: Operand<Vector>): Vector => {
      if (typeof a === 'number') {
        if (typeof b === 'number') return one(a, b);
        const out = scratch.take(b.length);
        loop(out, scratch.single(a), 0, b, 1);
        return out;
      }
      const out = scratch.take(a.length);
      if (typeof b === 'number') loop(out, a, 1, scratch.single(b), 0);
      else loop(out, a, 1, b, 1);
      return out;
    };
  };
  return {
    add: binary('add'),
    sub: binary('sub'),
    mul: binary('mul'),
    div: binary('div'),
    min: binary('min'),
    max: binary('max'),
    greater: binary('greater'),
    equal: binary('equal'),
    neg: unary('neg'),
    abs: unary('abs'),
    square: unary('square'),
    sqrt: unary('sqrt'),
    exp: unary('exp'),
    expm1: unary('expm1'),
    log: unary('log'),
    log1p: unary('log1p'),
    tanh: unary('tanh'),
    sigmoid: unary('sigmoid'),
    erf: unary('erf'),
    powerOfTwo: unary('powerOfTwo'),
    where(condition, a, b) {
      if (typeof condition === 'number') return condition !== 0 ? a : b;
      const out = scratch.take(condition.length);
      const [x, p] = typeof a === 'number' ? [scratch.single(a), 0] : [a, 1];
      const [y, q] = typeof b === 'number' ? [scratch.single(b), 0] : [b, 1];
      for (let i = 0; i < out.length; i++) out[i] = condition[i] !== 0 ? x[i * p]! : y[i * q]!;
      return out;
    },
  };
}
