import type { z } from 'zod';
import type { Entry, InLanguage, Text } from '../base/entry';
import { say } from '../base/problem';
import { unwrap } from './fields';
import { colon, comma, enumerationComma } from './names';

/** Changes of settings in words, for the hints of undo and redo. */

type Fields = Readonly<Record<string, z.ZodType>>;

/** A setting and its values before and after a change, all in words. Without values the label says it all. */
export interface Change {
  readonly label: string;
  readonly from?: string;
  readonly to?: string;
}

/** `Depth: 20 → 9`, or `Method added: CORAL` for what was not there before. */
export function changeText({ label, from, to }: Change, text: InLanguage): string {
  if (to === undefined || from === to) return label;
  return `${label}${text(colon)}${from === undefined ? to : `${from} → ${to}`}`;
}

/**
 * Changes in one line.
 * @param most more single changes than these are told as one change of the whole
 * @param titles of the whole, before and after
 */
export function changesInWords(
  changes: readonly Change[],
  most: number,
  titles: readonly [string, string],
  text: InLanguage,
): string {
  const parts = [...new Set(changes.map((change) => changeText(change, text)))];
  if (parts.length <= most) return parts.join(text(comma));
  return titles[0] === titles[1] ? [...parts.slice(0, most), '…'].join(text(comma)) : titles.join(' → ');
}

/** The label of a setting of one among several: `T of CORAL`. */
export const ofMember = (label: string, member: string, text: InLanguage): string =>
  text(
    say(
      `${label} of ${member}`,
      `${member}${/[\w)]$/.test(member) ? ' ' : ''}的${/^\w/.test(label) ? ' ' : ''}${label}`,
    ),
  );

/** Longer texts are not told. */
const longest = 60;

/** A value in the words of the page. */
export function valueText(
  value: unknown,
  schema: z.ZodType | undefined,
  text: InLanguage,
  registry?: Readonly<Record<string, Pick<Entry, 'title'>>>,
): string {
  const meta = schema && unwrap(schema).meta;
  if (value === undefined) return '–';
  if (value === null) return text(meta?.unset ?? say('off', '关'));
  if (typeof value === 'boolean') return text(value ? say('on', '开') : say('off', '关'));
  if (typeof value === 'number') return String(value);
  const option = typeof value === 'string' ? (registry?.[value]?.title ?? meta?.options?.[value]) : undefined;
  if (option) return text(option);
  if (value === 'full') return text(say('full batch', '全批量'));
  if (value === 'none') return text(say('none', '无'));
  const list =
    Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number');
  const written = list
    ? value.map((one) => valueText(one, schema, text, registry)).join(text(enumerationComma))
    : String(value);
  return (list || typeof value === 'string') && written.length <= longest
    ? written
    : text(say('its own', '自定义'));
}

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A change of one field of an object. */
export interface FieldChange extends Change {
  readonly field: string;
}

/** The changes of an object's fields that have a label. */
export function fieldChanges(fields: Fields, before: object, after: object, text: InLanguage): FieldChange[] {
  const [old, now] = [before, after] as readonly Readonly<Record<string, unknown>>[];
  return Object.entries(fields).flatMap(([field, schema]) => {
    const { meta } = unwrap(schema);
    if (!meta || isSame(old![field], now![field])) return [];
    const whole = text(meta.label);
    // “Angle (°)” has its unit beside the values; a symbol such as α stands for a longer label.
    const [, bare, unit = ''] = /^(.*?) ?[(（]([°%])[)）]$/.exec(whole) ?? [];
    const symbol = meta.short && text(meta.short).length === 1 ? text(meta.short) : undefined;
    const value = (of: unknown) => `${valueText(of, schema, text)}${typeof of === 'number' ? unit : ''}`;
    return [{ field, label: symbol ?? bare ?? whole, from: value(old![field]), to: value(now![field]) }];
  });
}

/** What a list holds, and its words. */
export interface ListWords<Item> {
  readonly added: Text;
  readonly removed: Text;
  readonly moved: Text;
  /** One item in place of another. */
  readonly replaced: Text;
  /** The items' names on the page, without what these fields tell. */
  names(items: readonly Item[], left: readonly string[]): readonly string[];
  /** A name within a change that is told: `Method added: …`. */
  inSentence?(name: string): string;
  /** The changes of the settings of one item of the same kind. */
  changes(before: Item, after: Item): readonly FieldChange[];
  /** The label of a setting of the item with that name. */
  label(change: FieldChange, name: string, item: Item): string;
}

/** What changed in a list: items that came, went or moved, else the settings of its items. */
export function listChanges<Item extends { readonly kind: string }>(
  before: readonly Item[],
  after: readonly Item[],
  words: ListWords<Item>,
  text: InLanguage,
): Change[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end), after.at(-1 - end))) end++;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const [oldNames, newNames] = [words.names(before, []), words.names(after, [])];
  const nameOf = words.inSentence ?? ((name: string) => name);
  if (old.length !== now.length) {
    const changesOf = (label: Text, names: readonly string[], items: readonly Item[]) =>
      items.map((_, i) => ({ label: text(label), to: nameOf(names[start + i]!) }));
    return [...changesOf(words.removed, oldNames, old), ...changesOf(words.added, newNames, now)];
  }
  const inOrder = (items: readonly Item[]) => items.map((item) => JSON.stringify(item)).sort();
  if (old.length > 1 && isSame(inOrder(old), inOrder(now))) return [{ label: text(words.moved) }];
  return now.flatMap((item, i): Change[] => {
    const [was, place] = [old[i]!, start + i];
    if (was.kind !== item.kind) {
      return [{ label: text(words.replaced), from: nameOf(oldNames[place]!), to: nameOf(newNames[place]!) }];
    }
    const changes = words.changes(was, item);
    const fields = changes.map(({ field }) => field);
    const name = words.names(after, fields)[place]!;
    return changes.map((change) => ({ ...change, label: words.label(change, name, item) }));
  });
}
