import type { Algebra, Operand } from '../../algebra';
import { simd } from './assembler';
import { bitsOf, type Graph, type Vector } from './vectors';

/** The exponent bits of a float. */
const exponentBits = 0x7f800000;
/** 1.5 · 2²³. */
const rounder = 12582912;
const signBit = 0x80000000 | 0;

/** ln 2 in two parts. The first part has few bits, so that n times it is exact. */
const ln2 = { high: 0.693359375, low: -2.1219444005469057e-4 };

/**
 * The algebra on vectors of four floats. Polynomials are least-squares fits at Chebyshev points, with an error below a
 * tenth of a unit in the last place. The tests state the error bound of each function over all floats.
 */
export function vectorAlgebra(graph: Graph): Algebra<Vector> {
  const c = (a: Operand<Vector>): Vector => (typeof a === 'number' ? graph.constant(a) : a);
  const binary = (code: number) => (a: Operand<Vector>, b: Operand<Vector>) => graph.simd(code, c(a), c(b));
  const unary = (code: number) => (a: Vector) => graph.simd(code, a);
  const one = graph.constant(1);
  const zero = graph.constant(0);
  const bool = (mask: Vector) => graph.simd(simd.and, mask, one);
  const add = binary(simd.f32x4Add);
  const sub = binary(simd.f32x4Sub);
  const mul = binary(simd.f32x4Mul);
  const div = binary(simd.f32x4Div);
  // The one-instruction forms return their first operand if it is NaN. Constants are therefore the second operand.
  const extreme = (full: number, quick: number) => (a: Operand<Vector>, b: Operand<Vector>) => {
    if (typeof a === 'number') return graph.simd(quick, c(b), c(a));
    return graph.simd(typeof b === 'number' ? quick : full, a, c(b));
  };
  const min = extreme(simd.f32x4Min, simd.f32x4PMin);
  const max = extreme(simd.f32x4Max, simd.f32x4PMax);
  const less = binary(simd.f32x4Lt);
  const abs = unary(simd.f32x4Abs);
  const fma = (a: Operand<Vector>, b: Operand<Vector>, d: Operand<Vector>) => graph.fma(c(a), c(b), c(d));
  /** A non-negative magnitude with the sign of another number. */
  const withSign = (magnitude: Vector, signed: Vector) =>
    graph.simd(simd.or, magnitude, graph.simd(simd.and, signed, graph.bits(signBit)));

  /**
   * Σ coefficients[i] x^i by Estrin's scheme: pairs of terms form a polynomial in x². A core can overlap only a few
   * rounds of a loop, so a shorter dependency chain is faster.
   */
  const polynomial = (x: Vector, coefficients: readonly Operand<Vector>[]): Vector => {
    if (coefficients.length === 1) return c(coefficients[0]!);
    const pairs: Operand<Vector>[] = [];
    for (let i = 0; i < coefficients.length; i += 2) {
      const [low, high] = [coefficients[i]!, coefficients[i + 1]];
      pairs.push(high === undefined ? low : fma(high, x, low));
    }
    return polynomial(mul(x, x), pairs);
  };

  /** The same by Horner's rule. The chain is longer, but rounding is smaller for x near 1. */
  const horner = (x: Vector, coefficients: readonly number[]): Vector =>
    coefficients
      .slice(0, -1)
      .reduceRight<Vector>((sum, coefficient) => fma(sum, x, coefficient), c(coefficients.at(-1)!));

  /** 2^n for an integer n in [−126, 127], given in its low bits. */
  const scale = (n: Vector) =>
    graph.simd(simd.i32x4Add, graph.shift(simd.i32x4Shl, n, 23), graph.bits(bitsOf(1)));

  /** x = n ln 2 + r with integer n and |r| ≤ ln 2 / 2. `p` is e^r − 1; `n` is an integer in the low bits. */
  const reduce = (x: Vector) => {
    // Adding 1.5 · 2²³ rounds to an integer and leaves it in the low bits.
    const rounded = fma(x, Math.LOG2E, rounder);
    const n = sub(rounded, rounder);
    const r = fma(n, -ln2.low, fma(n, -ln2.high, x));
    const q = polynomial(r, [0.499999934, 0.166665204, 0.0416683908, 0.00836874513, 0.00138145399]);
    return { n: rounded, p: fma(q, mul(r, r), r) };
  };

  const exp = (a: Vector): Vector => {
    const { n, p } = reduce(max(min(a, 89), -105));
    // 2^n is split in two factors, because n exceeds the exponent range of a float at both ends.
    const whole = graph.simd(simd.i32x4Sub, n, graph.bits(bitsOf(rounder)));
    const half = graph.shift(simd.i32x4ShrS, whole, 1);
    const rest = graph.simd(simd.i32x4Sub, whole, half);
    return mul(mul(add(p, one), scale(half)), scale(rest));
  };

  /** e^a for a ≤ 88. Below −87, where e^a is no longer a normal float, the result is e^−87. */
  const expInner = (a: Vector): Vector => {
    const { n, p } = reduce(max(a, -87));
    const factor = scale(n);
    return fma(p, factor, factor);
  };

  const expm1 = (a: Vector): Vector => {
    const { n, p } = reduce(max(min(a, 89), -40));
    // 2 (p 2^(n−1) + (2^(n−1) − ½)). This form has no cancellation near 0, where n = 0, and no early overflow.
    const half = scale(graph.simd(simd.i32x4Sub, n, graph.bits(1)));
    return mul(fma(p, half, sub(half, 0.5)), 2);
  };

  const sigmoid = (a: Vector): Vector => {
    // The smaller side is e^−|a| / (1 + e^−|a|), the larger 1 / (1 + e^−|a|). Both have full relative precision.
    const e = expInner(graph.simd(simd.or, a, graph.bits(signBit)));
    return div(graph.select(less(a, 0), e, one), add(one, e));
  };

  const tanh = (a: Vector): Vector => {
    const { n, p } = reduce(min(mul(abs(a), 2), 20));
    const factor = scale(n);
    const t = fma(p, factor, sub(factor, one));
    return withSign(div(t, add(t, 2)), a);
  };

  const log = (a: Vector): Vector => {
    const tiny = less(a, 1.1754943508222875e-38);
    const normal = graph.select(tiny, mul(a, 2 ** 25), a);
    // a = 2^n (1 + f) with 1 + f in [√½, √2).
    const shifted = graph.simd(simd.i32x4Sub, normal, graph.bits(0x3f3504f3));
    const n = graph.simd(simd.convert, graph.shift(simd.i32x4ShrS, shifted, 23));
    const mantissa = graph.simd(
      simd.i32x4Sub,
      normal,
      graph.simd(simd.and, shifted, graph.bits(0xff800000 | 0)),
    );
    const f = sub(mantissa, one);
    const exponent = sub(n, graph.simd(simd.and, tiny, graph.constant(25)));
    const p = polynomial(
      f,
      [
        0.333333312, -0.249999891, 0.200007103, -0.166684805, 0.142498715, -0.124110214, 0.11662003,
        -0.115715144, 0.0714893279,
      ],
    );
    const square = mul(f, f);
    const tail = fma(exponent, ln2.low, fma(mul(square, f), p, mul(square, -0.5)));
    const value = fma(exponent, ln2.high, add(f, tail));
    const special = graph.select(less(a, 0), graph.bits(0x7fc00000), value);
    const ends = graph.select(
      graph.simd(simd.f32x4Eq, a, zero),
      graph.constant(Number.NEGATIVE_INFINITY),
      special,
    );
    const infinite = graph.simd(simd.f32x4Eq, a, graph.constant(Number.POSITIVE_INFINITY));
    // A NaN fails all comparisons, so it is passed through unchanged.
    const isNumber = graph.simd(simd.f32x4Eq, a, a);
    return graph.select(isNumber, graph.select(infinite, a, ends), a);
  };

  const log1p = (a: Vector): Vector => {
    // ln(u) a / (u − 1) with u = 1 + a rounded. The rounding errors cancel (Kahan).
    const u = add(one, a);
    const d = sub(u, one);
    const corrected = mul(log(u), div(a, d));
    const exact = graph.simd(simd.f32x4Eq, d, zero);
    const infinite = graph.simd(simd.f32x4Eq, u, graph.constant(Number.POSITIVE_INFINITY));
    return graph.select(exact, a, graph.select(infinite, u, corrected));
  };

  const erf = (a: Vector): Vector => {
    const x = min(abs(a), 4);
    const square = mul(x, x);
    const series = horner(
      square,
      [
        1.12837917, -0.376126385, 0.112837826, -0.0268654383, 0.00522105341, -0.000848439656, 0.00011268254,
        -9.67359107e-6,
      ],
    );
    // erfc by the Chebyshev fit of Press et al., Numerical Recipes 6.2, relative error 1.2e-7.
    const t = div(one, fma(x, 0.5, one));
    const fit = polynomial(
      t,
      [
        -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
        -0.82215223, 0.17087277,
      ],
    );
    const rest = mul(t, expInner(sub(fit, square)));
    return withSign(graph.select(less(x, 1), mul(x, series), sub(one, rest)), a);
  };

  return {
    add,
    sub,
    mul,
    div,
    min,
    max,
    neg: unary(simd.f32x4Neg),
    abs,
    square: (a) => mul(a, a),
    sqrt: unary(simd.f32x4Sqrt),
    exp,
    expm1,
    log,
    log1p,
    tanh,
    sigmoid,
    erf,
    powerOfTwo: (a) => {
      const power = graph.simd(simd.and, a, graph.bits(exponentBits));
      const ordinary = graph.simd(
        simd.and,
        less(zero, power),
        less(power, graph.constant(Number.POSITIVE_INFINITY)),
      );
      return graph.select(ordinary, power, one);
    },
    greater: (a, b) => bool(graph.simd(simd.f32x4Gt, c(a), c(b))),
    equal: (a, b) => bool(graph.simd(simd.f32x4Eq, c(a), c(b))),
    where(condition, a, b) {
      const [mask, is] = graph.args(condition);
      // The result of an earlier comparison is reused as a mask.
      if (is === one) return graph.select(mask!, c(a), c(b));
      return graph.select(graph.simd(simd.f32x4Eq, condition, zero), c(b), c(a));
    },
  };
}
