import { z } from 'zod';
import type { Language } from './languages';

// Zod would try to compile its checks with `new Function`, which the page's content security policy forbids.
z.config({ jitless: true });

/** A sentence or a word in every language of the page. */
export type Text = Readonly<Record<Language, string>>;

/** What the page shows beside a control that edits one field. */
export interface FieldMeta {
  readonly label: Text;
  /** One or two sentences. */
  readonly help: Text;
  /** TeX, without delimiters. */
  readonly formula?: string;
  /** How a slider should move; logarithmic for magnitudes such as a learning rate. */
  readonly scale?: 'linear' | 'log';
  /** Slider step (linear scale only). */
  readonly step?: number;
  /** Range that a slider offers, where the schema allows far more than is useful. */
  readonly sliderRange?: readonly [number, number];
  /** The label where there is little room, e.g. a symbol. */
  readonly short?: Text;
  /** What is said of a field that may be unset, where it is. */
  readonly unset?: Text;
  /** What an enum's values are called, where no registry says it. */
  readonly options?: Readonly<Record<string, Text>>;
}

/** What the page knows of each schema that stands for a control: `fieldMeta.get(schema)`. */
export const fieldMeta = z.registry<FieldMeta>();

/** Attaches a label, help and formula to a schema; the schema stays the single source of type and range. */
export function field<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  fieldMeta.add(schema, meta);
  return schema;
}

/** One kind of thing in a registry (an activation, an optimizer, …). */
export interface Entry<S extends z.ZodRawShape = z.ZodRawShape> {
  readonly title: Text;
  /** One or two sentences: what it is and when it helps or harms. */
  readonly summary: Text;
  /** TeX, without delimiters. */
  readonly formula: string;
  /** Paper or definition, e.g. `He et al. 2015, arXiv:1502.01852`. */
  readonly source?: string;
  /** The fields this kind takes in a spec; each made with `field`, each with a default where one makes sense. */
  readonly params: S;
}

/** The values of a shape's fields, defaults filled in. */
export type Params<S extends z.ZodRawShape> = [keyof S] extends [never] ? unknown : z.output<z.ZodObject<S>>;
/** What may be written for a shape's fields: those with a default may be left out. */
export type ParamsInput<S extends z.ZodRawShape> = [keyof S] extends [never]
  ? unknown
  : z.input<z.ZodObject<S>>;

/** The spec type of a registry: `{ kind: 'sgd', learningRate: number } | { kind: 'adam', … } | …`. */
export type SpecOf<R extends Record<string, Entry>> = {
  [K in keyof R & string]: { kind: K } & Params<R[K]['params']>;
}[keyof R & string];

/** What may be written in a file for a registry: fields with a default may be left out. */
export type InputOf<R extends Record<string, Entry>> = {
  [K in keyof R & string]: { kind: K } & ParamsInput<R[K]['params']>;
}[keyof R & string];

/**
 * The schema of a registry: an object whose `kind` is one of the registry's keys and whose other fields are that
 * kind's `params` and the `shared` ones. Unknown fields are errors.
 */
export function unionOf<R extends Record<string, Entry>, S extends z.ZodRawShape = Record<never, never>>(
  registry: R,
  shared?: S,
): z.ZodType<SpecOf<R> & Params<S>, InputOf<R> & ParamsInput<S>> {
  const members = Object.entries(registry).map(([kind, entry]) =>
    z.strictObject({ kind: z.literal(kind), ...shared, ...entry.params }),
  );
  return z.discriminatedUnion(
    'kind',
    members as unknown as [z.ZodObject<{ kind: z.ZodLiteral<string> }>],
  ) as never;
}

/** The registry's keys as a Zod enum, for registries that are named by a bare word. */
export function enumOf<R extends Record<string, unknown>>(registry: R) {
  return z.enum(Object.keys(registry) as [keyof R & string, ...(keyof R & string)[]]);
}
