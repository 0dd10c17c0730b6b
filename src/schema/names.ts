import type { z } from 'zod';
import type { Text } from '../base/entry';
import { unwrap } from './fields';

/** One of several things of some kinds that are shown side by side. */
export interface Named {
  readonly value: { readonly kind: string };
  /** What its kind is called. */
  readonly title: Text;
  /** Those of its fields that can matter. */
  readonly fields: Readonly<Record<string, z.ZodType>>;
  /** What else is its own. */
  readonly more?: readonly Text[];
}

/**
 * What they are called: their kind, and of its fields those that are not as usual or in which things of one kind differ, e.g.
 * `Distillation (Hinton), α 0, T 4, + unlabelled`. No two are called the same.
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
    return [text(title), ...parts, ...more.map(text)].join(', ');
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
  if (!meta || value === null || value === false) return [];
  const label = text(meta.short ?? meta.label);
  if (value === true) return [label];
  const option = meta.options?.[String(value)];
  return [option ? text(option) : `${label} ${value}`];
}
