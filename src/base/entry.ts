import { z } from 'zod';
import type { Language } from './languages';

// Zod would try to compile its checks with `new Function`, which the page's content security policy forbids.
z.config({ jitless: true });

/** A sentence or a word in every language of the page. */
export type Text = Readonly<Record<Language, string>>;

/** Gives a text in one language, as `useText` in the page's. */
export type InLanguage = (text: Text) => string;

/** What the page shows beside a control that edits one field. */
export interface FieldMeta {
  readonly label: Text;
  /** One or two sentences. */
  readonly help: Text;
  /** TeX, without delimiters. */
  readonly formula?: string;
  /** The scale of a slider. Use logarithmic for magnitudes such as a learning rate. */
  readonly scale?: 'linear' | 'log';
  /** Slider step (linear scale only). */
  readonly step?: number;
  /** The slider's range, if the schema allows a much larger range than is useful. */
  readonly sliderRange?: readonly [number, number];
  /** A short label for narrow places, e.g. a symbol. */
  readonly short?: Text;
  /** The text for an optional field that is unset. */
  readonly unset?: Text;
  /** The names of an enum's values, if no registry gives them. */
  readonly options?: Readonly<Record<string, Text>>;
  /**
   * Checks a text before the experiment gets it, so that what is wrong is shown at the field and nothing typed is lost.
   * @param beside the other fields of the same object
   * @returns a promise
   * @throws Problem (rejects) if it can't be used; its value `at` is the character, counted from 1
   */
  readonly check?: (text: string, beside: unknown) => unknown;
  /** A value that names leave out: it is what one expects. */
  readonly unnamed?: unknown;
}

/** The texts of each schema that has a control: `fieldMeta.get(schema)`. */
export const fieldMeta = z.registry<FieldMeta>();

/** Attaches a label, help and formula to a schema. The schema remains the only source of type and range. */
export function field<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  fieldMeta.add(schema, meta);
  return schema;
}

const titles = new WeakMap<z.ZodType, Readonly<Record<string, Text>>>();

/** Gives the page's names of what a file calls by codes: the values of an enum or a literal, or the kinds of a union. */
export function titled<S extends z.ZodType>(schema: S, names: Readonly<Record<string, Text>>): S {
  titles.set(schema, names);
  return schema;
}

/** The page's names of a schema's values or kinds, by their codes. */
export const titlesOf = (schema: z.ZodType): Readonly<Record<string, Text>> | undefined =>
  titles.get(schema) ?? fieldMeta.get(schema)?.options;

const titlesIn = (registry: Readonly<Record<string, { readonly title: Text }>>) =>
  Object.fromEntries(Object.entries(registry).map(([name, { title }]) => [name, title]));

/** One kind of thing in a registry (an activation, an optimizer, …). */
export interface Entry<S extends z.ZodRawShape = z.ZodRawShape> {
  readonly title: Text;
  /** One or two sentences: what it is, and when it helps or harms. */
  readonly summary: Text;
  /** TeX, without delimiters. */
  readonly formula: string;
  /** Paper or definition, e.g. `He et al. 2015, arXiv:1502.01852`. */
  readonly source?: string;
  /** The fields of this kind in a spec. Make each with `field`, and give it a default if one makes sense. */
  readonly params: S;
}

/** The values of a shape's fields, with defaults filled in. */
export type Params<S extends z.ZodRawShape> = [keyof S] extends [never] ? unknown : z.output<z.ZodObject<S>>;
/** The input for a shape's fields. Fields with a default may be omitted. */
export type ParamsInput<S extends z.ZodRawShape> = [keyof S] extends [never]
  ? unknown
  : z.input<z.ZodObject<S>>;

/** The spec type of a registry: `{ kind: 'sgd', learningRate: number } | { kind: 'adam', … } | …`. */
export type SpecOf<R extends Record<string, Entry>> = {
  [K in keyof R & string]: { kind: K } & Params<R[K]['params']>;
}[keyof R & string];

/** The input that a file may contain for a registry. Fields with a default may be omitted. */
export type InputOf<R extends Record<string, Entry>> = {
  [K in keyof R & string]: { kind: K } & ParamsInput<R[K]['params']>;
}[keyof R & string];

/**
 * The schema of a registry: an object whose `kind` is one of the registry's keys. Its other fields are that kind's `params` and
 * the `shared` fields. Unknown fields are errors.
 */
export function unionOf<R extends Record<string, Entry>, S extends z.ZodRawShape = Record<never, never>>(
  registry: R,
  shared?: S,
): z.ZodType<SpecOf<R> & Params<S>, InputOf<R> & ParamsInput<S>> {
  const members = Object.entries(registry).map(([kind, entry]) =>
    z.strictObject({ kind: z.literal(kind), ...shared, ...entry.params }),
  );
  const union = z.discriminatedUnion(
    'kind',
    members as unknown as [z.ZodObject<{ kind: z.ZodLiteral<string> }>],
  );
  return titled(union, titlesIn(registry)) as never;
}

/** The registry's keys as a Zod enum, for fields that contain only a key. */
export function enumOf<R extends Readonly<Record<string, { readonly title: Text }>>>(registry: R) {
  const names = Object.keys(registry) as [keyof R & string, ...(keyof R & string)[]];
  return titled(z.enum(names), titlesIn(registry));
}
