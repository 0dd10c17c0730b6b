import { z } from 'zod';
import type { Text } from '../../../src/base/entry';
import { unwrap } from '../../../src/schema/fields';

export const english = ({ en }: Text): string => en;
export const chinese = (text: Text): string => text['zh-CN'];

/** What looks like the name of a field or of a kind in a program: `labelBudget`, `target.shifts`. */
export const codeName = /(?<![\w])[a-z]+[a-z\d]*[A-Z]\w*|(?<![\w.])[a-z]\w*(\.\w+)*\.[a-z]\w*(?![\w.])/;

/** Values of a field other than the given one: every option, or another number. */
export function otherValues(schema: z.ZodType, value: unknown): readonly unknown[] {
  const { inner, nullable } = unwrap(schema);
  const others = nullable ? [null] : [];
  const valid = (candidates: readonly unknown[]) =>
    candidates.filter((one) => one !== value && inner.safeParse(one).success);
  if (inner instanceof z.ZodBoolean) return [value !== true];
  if (inner instanceof z.ZodEnum) return valid([...inner.options, ...others]);
  if (inner instanceof z.ZodString) return ['sin(3 * x)'];
  if (inner instanceof z.ZodArray && inner.element instanceof z.ZodEnum) return [inner.element.options];
  if (inner instanceof z.ZodUnion) return valid([7, 'full']);
  return [...valid([7, 1, 2, 0.5, 0.25, 3]).slice(0, 2), ...others.filter((one) => one !== value)];
}

/** The raw values of a choice that a hint must not show, which are no word of the page. */
export function rawOptions(schema: z.ZodType): readonly string[] {
  const { inner, meta } = unwrap(schema);
  const element = inner instanceof z.ZodArray ? inner.element : inner;
  if (!(element instanceof z.ZodEnum)) return inner instanceof z.ZodUnion ? ['full(?! batch)'] : [];
  const said = Object.values(meta?.options ?? {}).flatMap((title) => Object.values(title));
  return element.options.map(String).filter((one) => meta?.options?.[one] && !said.includes(one));
}

/** Whether a text holds one of these as a word of its own, outside the words that are said on purpose. */
export function shows(told: string, raw: readonly string[], said: readonly string[]): boolean {
  const rest = said.reduce((text, words) => text.replaceAll(words, ' '), told);
  return raw.some((one) => new RegExp(`(?<!\\w)${one}(?!\\w)`).test(rest));
}
