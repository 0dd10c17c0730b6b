const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** Writes a power of ten with an integer exponent, e.g. 10⁻¹². */
export const powerOfTen = (exponent: number): string =>
  `10${[...String(exponent)].map((c) => superscripts[c]).join('')}`;

/** A number's digits with a real minus sign, which is as wide as the plus sign. */
export const withMinus = (digits: string): string => digits.replaceAll('-', '−');

/** Writes a number with `digits` significant digits; below 10⁻³ and from 10⁵ on in scientific form, e.g. −3.21 × 10⁻¹². */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 100_000) return withMinus(String(Number(value.toPrecision(digits))));
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
  return `${withMinus(mantissa)} × ${powerOfTen(Number(exponent))}`;
}
