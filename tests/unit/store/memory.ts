import type { KeyValueStorage } from '../../../src/store/storage';

/** A storage in memory for the test. It refuses values of more than the given number of characters. */
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
