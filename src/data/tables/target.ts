import type { ColumnNumbers } from './column';
import type { NamedColumn, Role } from './roles';

/** The largest number of categories for a target of words; the letters of the alphabet fit. */
const fewCategories = 30;
/** The largest number of classes for a target of whole numbers. */
const fewNumbers = 20;

/** Whether a target holds classes: words, yes and no, or a few small whole numbers. */
export function isOfClasses({ kind, values, numbers }: NamedColumn, rows: number): boolean {
  if (kind === 'category' || kind === 'yes/no') return true;
  if (kind === 'date') return false;
  if (values === 2) return true;
  if (values > fewNumbers || rows < 5 * values) return false;
  return areLikeLabels(numbers, values);
}

/** Whole numbers close to each other, as labels are. */
function areLikeLabels(numbers: ColumnNumbers, values: number): boolean {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of numbers) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return false;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low < 2 * values;
}

const targetNames =
  /^(?:target|class|label|outcome|output|response|species|survived|diagnosis|churn|medv|mpg|quality|price|saleprice|default|defaulted|类别|标签|目标|分类|类)$/i;

/**
 * Guesses the target column. It prefers words with few values and numbers that look like labels. It prefers the last and the
 * first column to those between. A column whose name says so, or whose name is the file's name, is preferred most.
 * @returns its index, or −1 if no column can be the target
 */
export function guessTarget(
  columns: readonly NamedColumn[],
  roles: readonly Role[],
  rows: number,
  fileName: string,
): number {
  const fit = columns.map((_, at) => at).filter((at) => roles[at]!.role === 'input');
  const [first, last] = [fit[0], fit.at(-1)];
  const continuous = fit.filter((at) => columns[at]!.kind === 'number' && !isOfFew(columns[at]!, rows));
  const alone = continuous.length === 1 && last !== undefined && !isOfClasses(columns[last]!, rows);
  const words = fileName
    .toLowerCase()
    .replace(/\.[a-z.]+$/, '')
    .split(/[^\p{L}\p{N}]+/u);
  let [best, most] = [-1, Number.NEGATIVE_INFINITY];
  for (const at of fit) {
    const column = columns[at]!;
    let score = at === last ? 3 : at === first ? 2 : 0;
    if (column.kind === 'category' || column.kind === 'yes/no')
      score += column.values > fewCategories ? 1 : 2.5;
    else if (column.kind === 'date') score -= 3;
    else if (isOfClasses(column, rows)) score += 1.5;
    else if (at === last && !isOfFew(column, rows)) score += 1;
    // The only measured column, if all others are settings.
    if (alone && continuous[0] === at) score += 2.5;
    if (targetNames.test(column.name) || (/^y$/i.test(column.name) && (at === first || at === last)))
      score += 4.5;
    if (/^(?:type|kind|类型)$/i.test(column.name) && (at === first || at === last)) score += 1.5;
    if (!column.unnamed && isNamedAfter(words, column.name)) score += 6;
    if (score > most) [best, most] = [at, score];
  }
  return best;
}

/** Numbers with only a few different values: settings, counts, labels. */
const isOfFew = ({ values }: NamedColumn, rows: number) => values <= 10 && values < rows / 3;

/** Whether the file is named after the column: `tips.csv` after `tip`. */
const isNamedAfter = (words: readonly string[], name: string) => {
  const lower = name.toLowerCase();
  return lower.length > 2 && words.some((word) => word === lower || word === `${lower}s`);
};
