import { formatNumber, powerOfTen } from '../engine/numeric/notation';

export { formatNumber, powerOfTen };

/** A norm: like any number, but a 0 is told as what it is in single precision, a number below 10⁻³⁸. */
export const formatNorm = (value: number): string =>
  value === 0 ? `< ${powerOfTen(-38)}` : formatNumber(value);

/** Writers of counts for each language, kept: to make one takes a tenth of a millisecond, and they write at every frame. */
function countWriter(options: Intl.NumberFormatOptions): (count: number, language: string) => string {
  const writers = new Map<string, Intl.NumberFormat>();
  return (count, language) => {
    const writer = writers.get(language) ?? new Intl.NumberFormat(language, options);
    writers.set(language, writer);
    return writer.format(count);
  };
}

/** A whole number as the language writes it. */
export const formatCount = countWriter({ maximumFractionDigits: 0 });

const compactCount = countWriter({ notation: 'compact', maximumSignificantDigits: 3 });

/** The same in few characters: of a large one three digits. */
export const shortCount = (count: number, language: string): string =>
  (count < 10_000 ? formatCount : compactCount)(count, language);

/** A share as a percentage. */
export const formatPercent = (share: number): string =>
  Number.isFinite(share) ? `${Number((100 * share).toPrecision(3))} %` : '–';

/** A round number as it is written on an axis: plain, or as a digit or two times a power of ten. */
export function formatTick(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 0.01 && size < 100_000) return sign + String(Number(size.toPrecision(6)));
  const [mantissa, exponent] = size.toExponential(2).split('e') as [string, string];
  const power = powerOfTen(Number(exponent));
  return sign + (Number(mantissa) === 1 ? power : `${Number(mantissa)}×${power}`);
}

/** A length of time given in milliseconds, e.g. `40 s`, `3 min`, `2 h`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 100) return `${seconds < 10 ? Number(seconds.toPrecision(2)) : Math.round(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
