import { Problem, say } from './problem';

const digits = String.raw`(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?`;
const whole = new RegExp(`^([+-]?)(${digits})(?:([/^])([+-]?${digits}))?(%?)$`, 'i');

/**
 * Reads a number as people write one: `0.01`, `0,01`, `1e-3`, `-.5`, `−0.5`, `1/3`, `2^-10`, `5%`. The whole text must be one
 * number.
 *
 * @param field the name that begins the error's sentence
 * @throws {Problem} when the text is not a number, or the number is not finite
 */
export function readNumber(text: string, field: string): number {
  const found = text.trim();
  const match = whole.exec(found.replaceAll('−', '-').replaceAll(/\s/g, ''));
  const [, sign, first, operator, second, percent] = match ?? [];
  const base = number(first);
  const joined = operator === '/' ? base / number(second) : operator === '^' ? base ** number(second) : base;
  const signed = (sign === '-' ? -1 : 1) * joined;
  // 99.9 % is 0.999, not the 0.9990000000000001 that the division gives.
  const value = percent ? Number((signed / 100).toPrecision(15)) : signed;
  if (!Number.isFinite(value))
    throw new Problem('mismatch', {
      field,
      found: say(`“${found}” is not a number`, `“${found}”不是一个数`),
      allowed: say('a number such as 0.01, 1e-3, 1/3 or 2^-10', '一个数，例如 0.01、1e-3、1/3 或 2^-10'),
    });
  return value === 0 ? 0 : value;
}

/** The number in a text, as `readNumber` reads it; undefined if the text is not a number. */
export function numberIn(text: string): number | undefined {
  try {
    return readNumber(text, '');
  } catch {
    return undefined;
  }
}

/**
 * The words of a list: between commas, semicolons or blanks, the Chinese ones too. A comma between two digits is a decimal comma
 * where semicolons separate: `0,5; 1,5` are two words, `1,2,5` three.
 */
export function listed(list: string): string[] {
  const separators = /[;；]/.test(list) ? /[\s;；，、]+|(?<!\d),|,(?!\d)/ : /[\s,，、]+/;
  return list.split(separators).filter((word) => word !== '');
}

/**
 * The numbers of a list, each as `readNumber` reads it.
 *
 * @throws {Problem} when one of them is not a number; an empty list has none
 */
export const readNumbers = (list: string, field: string): number[] =>
  listed(list).map((word) => readNumber(word, field));

const number = (text: string | undefined): number =>
  text === undefined ? Number.NaN : Number(text.replace(',', '.'));
