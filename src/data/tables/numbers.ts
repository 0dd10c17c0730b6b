/** Parses the usual number formats. */

const withPoint = /^[-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const withComma = /^[-+−]?(?:\d+,?\d*|,\d+)(?:[eE][-+]?\d+)?$/;

/** Parses a plain number; NaN for anything else, and for a number too large to be finite. */
export function bareNumber(cell: string, decimal: '.' | ','): number {
  const plain = plainNumber(cell, decimal === '.' ? 46 : 44);
  if (plain !== undefined) return plain;
  if (decimal === '.' ? !withPoint.test(cell) : !withComma.test(cell)) return Number.NaN;
  const pointed = decimal === '.' ? cell : cell.replace(',', '.');
  const value = Number(pointed.charCodeAt(0) === 0x2212 ? `-${pointed.slice(1)}` : pointed);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Powers of ten that a float64 holds exactly. */
const powers = Float64Array.from({ length: 16 }, (_, i) => 10 ** i);

/**
 * The number of at most 15 digits with perhaps a minus and a decimal mark, as most cells of large tables are: a whole number
 * over a power of ten, both exact, so that the quotient is the closest float64. Four times as fast as an expression and `Number`.
 * @returns undefined for any other text, which may still be a number
 */
function plainNumber(cell: string, mark: number): number | undefined {
  const { length } = cell;
  const negative = cell.charCodeAt(0) === 45;
  const first = negative ? 1 : 0;
  if (length > first + 16) return undefined;
  let [whole, digits, point] = [0, 0, -1];
  for (let at = first; at < length; at++) {
    const code = cell.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      whole = 10 * whole + code - 48;
      digits++;
    } else if (code === mark && point < 0) point = at;
    else return undefined;
  }
  if (digits === 0 || digits > 15) return undefined;
  const value = point < 0 ? whole : whole / powers[length - 1 - point]!;
  return negative ? -value : value;
}

const grouped = {
  '.': /^[-+−]?\d{1,3}(?:[,' \u00a0\u202f]\d{3})+(?:\.\d*)?$/,
  ',': /^[-+−]?\d{1,3}(?:[.' \u00a0\u202f]\d{3})+(?:,\d*)?$/,
};
const currency = /(?:US\$|[$€£¥￥₹₩]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|INR)\b|元)/;

/** A number with a percent or currency sign, or with thousands separators. */
export interface DressedNumber {
  readonly value: number;
  readonly sign: 'percent' | 'currency' | 'thousands';
}

/** Parses such a number; undefined for anything else. Parentheses make it negative, as in accounting. */
export function dressedNumber(cell: string, decimal: '.' | ','): DressedNumber | undefined {
  let rest = cell;
  let sign: DressedNumber['sign'] = 'thousands';
  let negative = false;
  const inParentheses = /^\((.*)\)$/.exec(rest);
  if (inParentheses) {
    negative = true;
    rest = inParentheses[1]!.trim();
  }
  if (/[%％]$/.test(rest)) {
    sign = 'percent';
    rest = rest.slice(0, -1).trim();
  } else if (currency.test(rest)) {
    sign = 'currency';
    rest = rest
      .replace(currency, '')
      .trim()
      .replace(/^([-+−])\s+/, '$1');
  } else if (!grouped[decimal].test(rest)) return undefined;
  const thousands = grouped[decimal].test(rest);
  const value = bareNumber(thousands ? withoutGroups(rest, decimal) : rest, decimal);
  if (Number.isNaN(value)) return undefined;
  return { value: negative ? -value : value, sign };
}

const withoutGroups = (cell: string, decimal: '.' | ',') =>
  cell.replaceAll(decimal === '.' ? /[,' \u00a0\u202f]/g : /[.' \u00a0\u202f]/g, '');
