import { z } from 'zod';

/**
 * A list of `min` to `max` items, checked up to its first fault. The length is checked before any item, so the cost of a
 * list with a million faults is that of one: Zod alone would collect them all, and pass them on as the arguments of one call.
 */
export function list<S extends z.ZodType>(
  items: S,
  { min = 0, max }: { readonly min?: number; readonly max: number },
) {
  const schema = z.array(items).min(min).max(max);
  const { run } = schema._zod;
  schema._zod.run = (payload, context) => run(payload, { ...context, abortEarly: true });
  return schema;
}
