import type { z } from 'zod';
import type { InLanguage, Text } from '../base/entry';
import { say } from '../base/problem';
import { unwrap } from './fields';

/** Between the parts of a name. */
export const comma = say(', ', '，');

/** Between the items of a list. */
export const enumerationComma = say(', ', '、');

/** Between parts that may have commas of their own. */
export const semicolon = say('; ', '；');

/** Between a label and its value. */
export const colon = say(': ', '：');

/** One of several things that are shown side by side and need distinct names. */
export interface Named {
  readonly value: { readonly kind: string };
  /** The label of its kind. */
  readonly title: Text;
  /** Its fields that can be relevant. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
  /** Further properties of its own. */
  readonly more?: readonly Text[];
}

/**
 * Names for all of them: the kind, and those of its fields that differ from the default or within the kind, e.g.
 * `Distillation (Hinton), α = 0, T = 4, + unlabelled`. All names are different.
 */
export function distinctNames(all: readonly Named[], text: InLanguage): string[] {
  return numbered(
    all.map((one) => {
      const parts = partsOf(one, alikeIn(all, one), text);
      const shown = parts.filter(({ differs, usual }) => differs || !usual);
      return [text(one.title), ...shown.map(({ words }) => words)].join(text(comma));
    }),
  );
}

/**
 * Names by what differs and nothing else: `T = 4`, `T = 8`, where `distinctNames` repeats the kind and the numbers that all of a
 * kind share. What a default does not do (`+ unlabelled`) is still shown. All names are different.
 */
export function briefNames(all: readonly Named[], text: InLanguage): string[] {
  const shown = all.map((one) =>
    partsOf(one, alikeIn(all, one), text).filter(
      ({ differs, usual, isNumber }) => differs || (!usual && !isNumber),
    ),
  );
  const kinds = [...new Set(all.map(({ value }) => value.kind))];
  const distinctKinds = kinds.filter((kind) => {
    const own = all.flatMap(({ value }, i) => (value.kind === kind ? [shown[i]!] : []));
    return own.length > 1 && own.every((parts) => parts.some(({ differs }) => differs));
  });
  // Where two kinds have several members, their numbers alone could be of either.
  const untitled = distinctKinds.length === 1 ? distinctKinds[0] : undefined;
  return numbered(
    all.map(({ value, title }, i) =>
      [...(value.kind === untitled ? [] : [text(title)]), ...shown[i]!.map(({ words }) => words)].join(
        text(comma),
      ),
    ),
  );
}

/** A property of one of them in a word or two. */
interface Part {
  readonly words: string;
  /** Whether another one of its kind has another value. */
  readonly differs: boolean;
  /** Whether it is the default. */
  readonly usual: boolean;
  readonly isNumber: boolean;
}

/** The same things without some of their fields: names that stay the same while these change. */
export const withoutFields = (all: readonly Named[], left: readonly string[]): readonly Named[] =>
  all.map((one) => ({
    ...one,
    fields: Object.fromEntries(Object.entries(one.fields).filter(([name]) => !left.includes(name))),
  }));

const alikeIn = (all: readonly Named[], { value }: Named): readonly Named[] =>
  all.filter((other) => other.value.kind === value.kind);

function partsOf({ value, fields, more = [] }: Named, alike: readonly Named[], text: InLanguage) {
  const parts = Object.entries(fields).flatMap(([name, schema]): Part[] => {
    const own = fieldOf(value, name);
    const differs = alike.some((other) => fieldOf(other.value, name) !== own);
    const usual = own === schema.safeParse(undefined).data;
    const isNumber = typeof own === 'number';
    return describeValue(own, schema, text).map((words) => ({ words, differs, usual, isNumber }));
  });
  const others = alike.map(({ more = [] }) => more.map(text));
  const properties = more.map(text).map((words): Part => {
    const differs = others.some((other) => !other.includes(words));
    return { words, differs, usual: false, isNumber: false };
  });
  return [...parts, ...properties];
}

/** Names of which equal ones are told apart by a number. */
export const numbered = (names: readonly string[]): string[] =>
  names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });

const fieldOf = (value: object, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name];

/** A field and its value in a word or two. */
function describeValue(value: unknown, schema: z.ZodType, text: InLanguage): string[] {
  const { meta } = unwrap(schema);
  if (!meta || value === null || value === false || value === meta.unnamed) return [];
  const label = text(meta.short ?? meta.label);
  if (value === true) return [label];
  const option = meta.options?.[String(value)];
  return [option ? text(option) : `${label} = ${value}`];
}
