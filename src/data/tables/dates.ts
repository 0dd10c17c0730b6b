/** Parses the usual date formats to days since 1970-01-01. */

/** The order of day and month in a date such as 3/4/2020. */
export type DayOrder = 'dayFirst' | 'monthFirst';

const timeOfDay =
  '(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?\\s*(?:([AaPp])\\.?[Mm]\\.?)?\\s*(?:Z|UTC|[+-]\\d{2}:?\\d{2})?)?';
const yearFirst = new RegExp(`^(\\d{4})[-/.](\\d{1,2})(?:[-/.](\\d{1,2})${timeOfDay})?$`);
const chinese = new RegExp(`^(\\d{4})年(\\d{1,2})月(?:(\\d{1,2})日${timeOfDay})?$`);
const yearLast = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${timeOfDay}$`);
const dayMonthName = new RegExp(`^(\\d{1,2})[- ]([A-Za-z]{3,9})\\.?[-, ]+(\\d{4}|\\d{2})${timeOfDay}$`);
const monthNameDay = new RegExp(`^([A-Za-z]{3,9})\\.?[- ]+(\\d{1,2}),?[- ]+(\\d{4})${timeOfDay}$`);
const monthNameYear = /^([A-Za-z]{3,9})[-. ]+(\d{4}|\d{2})$/;
/** A year number (counted from the first year) and a month, e.g. 1-01. */
const countedYear = /^(\d{1,2})-(0[1-9]|1[0-2])$/;
const clock = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?$/;
const quarter = /^(\d{4})[- ]?Q([1-4])$/i;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonths = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september'],
  ...['october', 'november', 'december'],
];

/** A date in days since 1970, with fractions of a day; NaN for anything else. */
export function dateIn(cell: string, order: DayOrder): number {
  // Quick rejection: a date contains a digit and is longer than most words and numbers.
  if (cell.length < 4 || cell.length > 40) return Number.NaN;
  const ahead = yearFirst.exec(cell) ?? chinese.exec(cell);
  if (ahead) return days(Number(ahead[1]), Number(ahead[2]), Number(ahead[3] ?? 1), ahead.slice(4));
  const behind = yearLast.exec(cell);
  if (behind) {
    const [a, b] = [Number(behind[1]), Number(behind[2])];
    const [day, month] = order === 'dayFirst' ? [a, b] : [b, a];
    return days(fullYear(behind[3]!), month, day, behind.slice(4));
  }
  const named = dayMonthName.exec(cell);
  if (named) return days(fullYear(named[3]!), monthOf(named[2]!), Number(named[1]), named.slice(4));
  const american = monthNameDay.exec(cell);
  if (american)
    return days(Number(american[3]), monthOf(american[1]!), Number(american[2]), american.slice(4));
  const monthly = monthNameYear.exec(cell);
  if (monthly) return days(fullYear(monthly[2]!), monthOf(monthly[1]!), 1, []);
  const quarterly = quarter.exec(cell);
  if (quarterly) return days(Number(quarterly[1]), 3 * Number(quarterly[2]) - 2, 1, []);
  const counted = countedYear.exec(cell);
  if (counted) return days(1970 + Number(counted[1]), Number(counted[2]), 1, []);
  const time = clock.exec(cell);
  return time ? days(1970, 1, 1, time.slice(1)) : Number.NaN;
}

/** The order of day and month in a column: a number above 12 is a day. If the column does not decide, the month comes first. */
export function dayOrder(cells: Iterable<string>): DayOrder {
  for (const cell of cells) {
    const parts = yearLast.exec(cell);
    if (!parts) continue;
    if (Number(parts[1]) > 12) return 'dayFirst';
    if (Number(parts[2]) > 12) return 'monthFirst';
    if (cell.includes('.')) return 'dayFirst';
  }
  return 'monthFirst';
}

const fullYear = (written: string): number => {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
};

/** 1 to 12; NaN if it is not the name of a month. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  const at = Math.max(months.indexOf(lower), fullMonths.indexOf(lower), lower === 'sept' ? 8 : -1);
  return at < 0 ? Number.NaN : at + 1;
}

function days(year: number, month: number, day: number, time: readonly (string | undefined)[]): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return Number.NaN;
  const midnight = Date.UTC(year, month - 1, day);
  if (new Date(midnight).getUTCDate() !== day) return Number.NaN;
  const [hours = '0', minutes = '0', seconds = '0', half] = time;
  let hour = Number(hours);
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return Number.NaN;
  return midnight / 86_400_000 + hour / 24 + Number(minutes) / 1440 + Number(seconds) / 86_400;
}
