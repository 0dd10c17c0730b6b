import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { formatNumber, logTick, percentTick, roundTick } from './format';

/** An axis: its ends, its ticks at round numbers, and their format. */
export interface AxisScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

interface LinearOptions {
  /** The approximate number of ticks. */
  readonly count?: number;
  /** The full range of the axis, if it is known beforehand. */
  readonly domain?: readonly [number, number] | undefined;
  /** Numbers that the axis must include, such as 0 where bars begin. */
  readonly include?: readonly number[];
  /** Whether the numbers are shares, which are written as percentages. */
  readonly percent?: boolean | undefined;
}

/** An axis begins at 0 if its smallest number is at most this share of its largest. */
const zeroWithin = 0.4;

/** The lower limit of a log axis, and the value that counts as 0 on a linear one: below it even double precision loses digits. */
const logFloor = 1e-300;

/** Numbers that differ by at most this share are one number to an axis: training in single precision tells no more apart. */
const sameWithin = 1e-7;

/** The smallest and largest numbers that a scale can show; `undefined` if there are none. */
export function extent(
  values: Iterable<number>,
  scale: 'linear' | 'log' = 'linear',
): [number, number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (scale === 'log' && value < logFloor)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? undefined : [low, high];
}

/** A linear axis with round ends and ticks; it includes 0 if the numbers come near it. */
export function linearAxis(values: Iterable<number>, options: LinearOptions = {}): AxisScale {
  const { count = 5, domain, include = [], percent = false } = options;
  if (domain) return ticked(scaleLinear(domain, [0, 1]), count, percent);
  let [low, high] = extent([...values, ...include]) ?? [0, 1];
  // Shares that are all 0 lie at the foot of all that shares can be.
  if (percent && low === 0 && high === 0) high = 1;
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= sameWithin * size || size < logFloor) {
    const room = size < logFloor ? 0.5 : size / 2;
    [low, high] = [low - room, high + room];
  }
  if (low > 0 && low <= zeroWithin * high) low = 0;
  if (high < 0 && high >= zeroWithin * low) high = 0;
  return ticked(scaleLinear([low, high], [0, 1]).nice(count), count, percent);
}

/** The axis of a scale; its ticks are written with as many digits as it takes to tell them apart. */
function ticked(scale: ScaleLinear<number, number>, count: number, percent: boolean): AxisScale {
  const domain = scale.domain() as [number, number];
  const ticks = scale.ticks(count);
  const decade = (value: number) => Math.floor(Math.log10(Math.abs(value)) + 1e-9);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 1;
  const largest = Math.max(...domain.map(Math.abs));
  const digits = decade(largest) - decade(step) + 2;
  return {
    domain,
    ticks,
    format: (value) => (percent ? percentTick(value, digits) : roundTick(value, digits, largest)),
  };
}

/** A linear scale of colours: its ends are round, but close to the numbers, so that the colours are told apart. */
export const colorAxis = (values: Iterable<number>): AxisScale => linearAxis(values, { count: 10 });

/** The largest number of decades for which a log axis is marked at 1, 2 and 5 of each. */
const fewDecades = 2;
/** The number of powers of ten from one tick to the next. */
const strides = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200];

/** A log axis with round ends, marked at powers of ten; if it includes 1, then 1 is a tick. */
export function logAxis(values: Iterable<number>, count = 5): AxisScale {
  const [low, high] = extent(values, 'log') ?? [0.1, 1];
  if (Math.log10(high / low) <= fewDecades) return shortLogAxis(low, high, count);
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
  const stride = strides.find((one) => (last - first) / one < count) ?? last - first;
  const ticks: number[] = [];
  for (let exponent = stride * Math.ceil(first / stride); exponent <= last; exponent += stride)
    ticks.push(powerOf(exponent));
  const domain = [powerOf(first), powerOf(last)] as const;
  return { domain, ticks, format: logTick([...ticks, ...domain]) };
}

/** 10 to an integer exponent, parsed as a number literal: `10 ** -5` gives a different double. */
const powerOf = (exponent: number): number => Number(`1e${exponent}`);

/** A log axis of few decades, with ends and ticks at 1, 2 and 5 times powers of ten. */
function shortLogAxis(low: number, high: number, count: number): AxisScale {
  const exponents = [Math.floor(Math.log10(low)) - 1, Math.ceil(Math.log10(high)) + 1] as const;
  const marks: number[] = [];
  for (let exponent = exponents[0]; exponent <= exponents[1]; exponent++)
    for (const digit of [1, 2, 5]) marks.push(Number(`${digit}e${exponent}`));
  let first = marks.findLastIndex((mark) => mark <= low * (1 + 1e-9));
  let last = marks.findIndex((mark) => mark >= high * (1 - 1e-9));
  if (first === last) [first, last] = [first - 1, last + 1];
  const within = marks.slice(first, last + 1);
  const powers = within.filter((mark) => Number.isInteger(Math.round(Math.log10(mark) * 1e9) / 1e9));
  const ticks = within.length > count + 1 && powers.length > 1 ? powers : within;
  const domain = [marks[first]!, marks[last]!] as const;
  return { domain, ticks, format: logTick([...ticks, ...domain]) };
}

/** A value axis, linear or log. */
export const valueScale = (
  values: Iterable<number>,
  scale: 'linear' | 'log',
  options: LinearOptions = {},
): AxisScale =>
  scale === 'log'
    ? logAxis([...values, ...(options.include ?? [])], options.count)
    : linearAxis(values, options);

/** An axis of whole numbers such as steps or layers, with round ticks and both ends unrounded. */
export function wholeAxis(first: number, last: number, count = 5): AxisScale {
  const round = scaleLinear([first, last], [0, 1])
    .ticks(count)
    .filter((tick) => Number.isInteger(tick));
  const gap = 0.55 * (round.length > 1 ? round[1]! - round[0]! : last - first);
  const between = round.filter((tick) => tick - first >= gap && last - tick >= gap);
  return {
    domain: [first, Math.max(last, first + 1)],
    ticks: [...new Set([first, ...between, last])],
    format: String,
  };
}

/** The largest number of names that each get a tick. */
const mostNames = 12;

/** The names that are written along an axis: all if there are few, otherwise the first, those at round indices, and the last. */
export function namesToWrite(names: readonly string[], most = mostNames): readonly string[] {
  if (names.length <= most) return names;
  const places = scaleLinear([1, names.length], [0, 1]).ticks(most / 2);
  const gap = 0.55 * (places[1]! - places[0]!);
  const round = places.filter((place) => Number.isInteger(place) && place - 1 >= gap);
  const written = new Set([1, ...round, names.length]);
  return names.filter((_, i) => written.has(i + 1));
}

/**
 * Round numbers along a row of cells that each stand for a number, at their places in cells; 0 is the centre of the first. The
 * numbers of few cells are written as they are.
 */
export function cellTicks(
  numbers: readonly number[],
  most: number,
): readonly { readonly label: string; readonly at: number }[] {
  if (numbers.length <= most) return numbers.map((value, at) => ({ label: formatNumber(value), at }));
  return roundPlaces(numbers, most).map(({ label, at }) => ({ label, at }));
}

/** As `cellTicks` for steps, which are written with all digits; both ends are named, with the round steps between them. */
export function stepTicks(
  steps: ArrayLike<number>,
  most = 5,
): readonly { readonly label: string; readonly at: number }[] {
  const numbers = Array.from(steps);
  const last = numbers.length - 1;
  if (last < most) return numbers.map((step, at) => ({ label: String(step), at }));
  const gap = (0.55 * last) / most;
  const between = roundPlaces(numbers, most).filter(
    ({ tick, at }) => Number.isInteger(tick) && at >= gap && last - at >= gap,
  );
  return [
    { label: String(numbers[0]), at: 0 },
    ...between.map(({ tick, at }) => ({ label: String(tick), at })),
    { label: String(numbers[last]), at: last },
  ];
}

/** The index of the number that is closest to each mark. */
const closest = (numbers: readonly number[], marks: readonly number[]): readonly number[] =>
  marks.map((mark) =>
    numbers.reduce((best, one, i) => (Math.abs(one - mark) < Math.abs(numbers[best]! - mark) ? i : best), 0),
  );

/** The indices of the rows whose numbers are written beside them: all if there are few, else those closest to round numbers, and both ends. */
export function rowsToWrite(numbers: readonly number[], most = mostNames): readonly number[] {
  if (numbers.length <= most) return numbers.map((_, i) => i);
  return closest(numbers, wholeAxis(numbers[0]!, numbers.at(-1)!, most / 2).ticks);
}

/**
 * The indices of at most `most` numbers to be shown: both ends and, between them, the numbers closest to round ones, such as
 * every 50th step. Where these crowd at one end, evenly spaced indices are chosen.
 */
export function rowsToShow(numbers: readonly number[], most: number): readonly number[] {
  const last = numbers.length - 1;
  if (last < most) return numbers.map((_, i) => i);
  const scale = scaleLinear([numbers[0]!, numbers[last]!], [0, 1]);
  // A scale may give more ticks than it is asked for.
  let count = most - 2;
  while (count > 1 && scale.ticks(count).length > most - 2) count--;
  const round = [...new Set([0, ...closest(numbers, scale.ticks(count)), last])];
  if (round.length >= most / 3) return round;
  return Array.from({ length: most }, (_, i) => Math.round((i * last) / (most - 1)));
}

/** Round numbers between the first and the last of a row of numbers, at their places among them. */
function roundPlaces(
  numbers: readonly number[],
  most: number,
): readonly { readonly tick: number; readonly label: string; readonly at: number }[] {
  const count = numbers.length;
  const [low, high] = extent(numbers) ?? [0, 1];
  const middle = numbers[Math.floor(count / 2)]!;
  // The numbers are spaced evenly, or evenly in their logarithm.
  const log = low > 0 && middle / Math.sqrt(low * high) < (low + high) / 2 / middle;
  const scale = log ? ('log' as const) : ('linear' as const);
  const { ticks, format } = log ? logAxis([low, high], most) : linearAxis([low, high], { count: most });
  return ticks.flatMap((tick) => {
    for (let i = 0; i + 1 < count; i++) {
      const [a, b] = [numbers[i]!, numbers[i + 1]!];
      const share = shareAlong(tick, [a, b], scale);
      // Rounding puts an end of the axis just beyond itself.
      if (!(share >= -1e-6 && share <= 1 + 1e-6)) continue;
      return [{ tick, label: format(tick), at: i + share }];
    }
    return [];
  });
}

/** The position of a value between the ends of an axis, from 0 to 1. */
export function shareAlong(value: number, [low, high]: readonly [number, number], scale: 'linear' | 'log') {
  return scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}
