const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of two as it is written, e.g. 2¹⁶; another number as it is. */
export function powerOfTwo(value: number): string {
  const exponent = Math.log2(value);
  if (!Number.isInteger(exponent)) return String(value);
  const raised = [...String(Math.abs(exponent))].map((digit) => digits[Number(digit)]).join('');
  return `2${exponent < 0 ? '⁻' : ''}${raised}`;
}
