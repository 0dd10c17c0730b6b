/** The largest finite number of IEEE 754 binary16. */
export const largestHalf = 65504;

/** Rounds to the nearest number that float16 (IEEE 754 binary16) holds, ties to even; beyond its range ±∞. */
export function toHalf(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  // 11 significant bits, but no bit below 2⁻²⁴.
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(value))));
  const unit = 2 ** (exponent - 10);
  const rounded = roundToEven(value / unit) * unit;
  return Math.abs(rounded) > largestHalf ? Math.sign(value) * Number.POSITIVE_INFINITY : rounded;
}

function roundToEven(value: number): number {
  const near = Math.round(value);
  return Math.abs(value % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near;
}

/** The number formats that a product of many factors is compared in. */
export const precisions = {
  float16: toHalf,
  float32: Math.fround,
  float64: (value: number) => value,
} as const;

export type Precision = keyof typeof precisions;

/** factor⁰, factor¹, … factorⁿ, each product rounded to a number format. */
export function powersIn(precision: Precision, factor: number, count: number): number[] {
  const round = precisions[precision];
  const powers = [1];
  while (powers.length <= count) powers.push(round(powers.at(-1)! * round(factor)));
  return powers;
}
