import type { z } from 'zod';
import type { Text } from '../base/entry';
import { say } from '../base/problem';
import { unwrap } from './fields';

/** Between the parts of a name. */
export const comma = say(', ', '，');

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
export function distinctNames(all: readonly Named[], text: (text: Text) => string): string[] {
  const names = all.map(({ value, title, fields, more = [] }) => {
    const alike = all.filter((other) => other.value.kind === value.kind);
    const parts = Object.entries(fields).flatMap(([name, schema]) => {
      const own = fieldOf(value, name);
      const usual =
        alike.every((other) => fieldOf(other.value, name) === own) &&
        own === schema.safeParse(undefined).data;
      return usual ? [] : describeValue(own, schema, text);
    });
    return [text(title), ...parts, ...more.map(text)].join(text(comma));
  });
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

const fieldOf = (value: object, name: string): unknown => (value as Readonly<Record<string, unknown>>)[name];

/** A field and its value in a word or two. */
function describeValue(value: unknown, schema: z.ZodType, text: (text: Text) => string): string[] {
  const { meta } = unwrap(schema);
  if (!meta || value === null || value === false || value === meta.unnamed) return [];
  const label = text(meta.short ?? meta.label);
  if (value === true) return [label];
  const option = meta.options?.[String(value)];
  return [option ? text(option) : `${label} = ${value}`];
}
