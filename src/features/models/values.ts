import { type LogQuantity, logQuantities, notMeasured } from '../../data/logs/quantities';

/**
 * The number of a group: norms are put together as one vector (√Σx²); means, and spreads as root mean squares, are averaged;
 * of shares and ratios the largest counts, so that one bad module is not lost among many. NaN and infinities win.
 *
 * @returns `notMeasured` if no member was measured
 */
export function together(values: Iterable<number>, quantity: LogQuantity): number {
  const kind = logQuantities[quantity];
  let [sum, largest, count] = [0, 0, 0];
  for (const value of values) {
    if (value === notMeasured) continue;
    count++;
    sum += kind === 'norm' || kind === 'spread' ? value * value : value;
    largest = Number.isNaN(value) || Number.isNaN(largest) ? Number.NaN : Math.max(largest, value);
  }
  if (count === 0) return notMeasured;
  if (kind === 'norm') return Math.sqrt(sum);
  if (kind === 'spread') return Math.sqrt(sum / count);
  return kind === 'signed' ? sum / count : largest;
}

/** Several modules' numbers along a matrix `[modules, columns]`, put together at every column. */
export function rowOf(
  values: ArrayLike<number>,
  columns: number,
  modules: readonly number[],
  quantity: LogQuantity,
): Float64Array {
  const row = new Float64Array(columns);
  const members = new Array<number>(modules.length);
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < modules.length; i++) members[i] = values[modules[i]! * columns + column]!;
    row[column] = together(members, quantity);
  }
  return row;
}

/** How many numbers were measured and are NaN or infinite. */
export const countNotFinite = (values: readonly number[]): number =>
  values.filter((value) => value !== notMeasured && !Number.isFinite(value)).length;

/** For charts: a number that was not measured is NaN. */
export const shownNumber = (value: number): number => (value === notMeasured ? Number.NaN : value);
