import type { KeyValueStorage } from '../../../src/store/storage';

/** Keeps values for as long as the test lasts; none of more than so many characters. */
export function memory(room = Number.POSITIVE_INFINITY): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set(key, value) {
      const fits = value.length <= room;
      if (fits) values.set(key, value);
      return fits;
    },
  };
}
