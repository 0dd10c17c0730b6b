import { z } from 'zod';

/** The schema without its default, its optional wrapper or its transformation. */
function bareOf(schema: z.ZodType): z.ZodType {
  let inner = schema;
  for (;;) {
    if (
      inner instanceof z.ZodDefault ||
      inner instanceof z.ZodPrefault ||
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodNullable
    ) {
      inner = inner.unwrap() as z.ZodType;
    } else if (inner instanceof z.ZodPipe) inner = inner.in as z.ZodType;
    else return inner;
  }
}

/** The fields that an object may have; of a union, those of the member whose fixed fields the value has. */
function shapeOf(schema: z.ZodType, value: unknown): Readonly<Record<string, z.ZodType>> {
  const bare = bareOf(schema);
  if (bare instanceof z.ZodObject) return bare.shape as Readonly<Record<string, z.ZodType>>;
  if (!(bare instanceof z.ZodUnion)) return {};
  const given = (value ?? {}) as Readonly<Record<string, unknown>>;
  const shapes = bare.options.map((option) => shapeOf(option as z.ZodType, value));
  const selected = shapes.find((shape) => {
    const fixed = Object.entries(shape).filter(([, field]) => bareOf(field) instanceof z.ZodLiteral);
    return fixed.length > 0 && fixed.every(([name, field]) => field.safeParse(given[name]).success);
  });
  return selected ?? {};
}

/**
 * The names of the fields that a file's object may have, by its schema. It reads the schema itself: to describe the whole of it as
 * JSON Schema takes a hundred times as long.
 * @param path the object's path from the root, of fields alone
 * @param value the whole file; the fields `kind` in it select the members of unions
 */
export function namesIn(schema: z.ZodType, path: readonly string[], value: unknown): readonly string[] {
  let [shape, inner] = [shapeOf(schema, value), value];
  for (const key of path) {
    const field = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (!field) return [];
    inner = (inner as Readonly<Record<string, unknown>> | undefined)?.[key];
    shape = shapeOf(field, inner);
  }
  return Object.keys(shape);
}
