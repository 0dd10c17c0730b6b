/** Where the page keeps things between visits. */
export interface KeyValueStorage {
  get(key: string): string | null;
  /** @returns whether the value fits in; where it does not, the one before stays */
  set(key: string, value: string): boolean;
}

/** localStorage, where the browser lets us; where it does not, the page works on and keeps nothing. */
export const browserStorage: KeyValueStorage = {
  get(key) {
    try {
      return globalThis.localStorage?.getItem(key) ?? null;
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      globalThis.localStorage?.setItem(key, value);
      return true;
    } catch (error) {
      console.warn(`Gradient Lab could not keep ${key}: ${String(error)}`);
      return !/quota/i.test(String(error));
    }
  },
};
