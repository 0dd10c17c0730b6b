import { formatNumber, powerOfTen, withMinus } from '../engine/numeric/notation';

export { formatNumber, powerOfTen };

/** Formats a measured number. There may be none, as before a new run's first step, or of 0 / 0. */
export const formatMeasured = (value: number): string => (Number.isNaN(value) ? '–' : formatNumber(value));

/** Formats a norm or a ratio of norms like any measured number, but writes 0 as “below 10⁻³⁸”, the smallest number in single precision. */
export const formatNorm = (value: number): string =>
  value === 0 ? `< ${powerOfTen(-38)}` : formatMeasured(value);

/** Number formatters for each language, cached: creating one takes a tenth of a millisecond, and they are used in every frame. */
function countWriter(options: Intl.NumberFormatOptions): (count: number, language: string) => string {
  const writers = new Map<string, Intl.NumberFormat>();
  return (count, language) => {
    const writer = writers.get(language) ?? new Intl.NumberFormat(language, options);
    writers.set(language, writer);
    return writer.format(count);
  };
}

/** Formats a whole number in the given language. */
export const formatCount = countWriter({ maximumFractionDigits: 0 });

const compactCount = countWriter({ notation: 'compact', maximumSignificantDigits: 3 });

/** The short form: a large number gets three digits. */
export const shortCount = (count: number, language: string): string =>
  (count < 10_000 ? formatCount : compactCount)(count, language);

/** The smallest percentage that is written with plain digits. */
const leastPlain = 1e-6;

/** Formats a share as a percentage, with three significant digits. */
export const formatPercent = (share: number): string => percentTick(share, 3);

/** Formats a share as a percentage, with at least three significant digits. */
export function percentTick(share: number, digits: number): string {
  if (!Number.isFinite(share)) return '–';
  const percentage = 100 * share;
  const plain = percentage === 0 || Math.abs(percentage) >= leastPlain;
  return `${plain ? withMinus(String(Number(percentage.toPrecision(Math.max(3, digits))))) : formatNumber(percentage)} %`;
}

/** Formats a round number: plain, or one to three digits times a power of ten. */
export const formatTick = (value: number): string => roundTick(value, 3);

/**
 * Formats a number of an axis whose ticks differ in the last of so many significant digits.
 * @param largest the number that decides whether the axis has powers of ten
 */
export function roundTick(value: number, digits: number, largest = value): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (isPlain(largest)) return sign + String(Number(size.toPrecision(Math.max(6, digits))));
  const [mantissa, exponent] = size.toExponential(Math.max(2, digits - 1)).split('e') as [string, string];
  const power = powerOfTen(Number(exponent));
  return sign + (Number(mantissa) === 1 ? power : `${Number(mantissa)}×${power}`);
}

/** Whether a number is written without a power of ten. */
const isPlain = (value: number): boolean => Math.abs(value) >= 0.01 && Math.abs(value) < 100_000;

/** The format of the numbers of a log scale: if one of them needs a power of ten, all but 1 and 10 have one. */
export const logTick = (ticks: readonly number[]): ((value: number) => string) =>
  ticks.every(isPlain)
    ? formatTick
    : (value) => (value === 1 || value === 10 ? String(value) : roundTick(value, 3, 0));

/** Formats a length of time in milliseconds, e.g. `40 s`, `3 min`, `2 h`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds / 1000);
  if (seconds < 100) return `${seconds < 10 ? Number(seconds.toPrecision(2)) : Math.round(seconds)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** A value with its unit, for tooltips and descriptions; shares are written as percentages, and a value that is not there as –. */
export const withUnit = (
  value: number,
  { unit, percent }: { readonly unit?: string | undefined; readonly percent?: boolean | undefined },
): string => {
  if (percent) return formatPercent(value);
  return Number.isNaN(value) ? '–' : `${formatNumber(value)}${unit ? ` ${unit}` : ''}`;
};
