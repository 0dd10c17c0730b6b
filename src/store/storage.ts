/** The storage between visits. */
export interface KeyValueStorage {
  get(key: string): string | null;
  /** @returns whether the value fits; if not, the earlier value remains */
  set(key: string, value: string): boolean;
}

/** localStorage, if the browser allows it. Otherwise the page works without storing anything. */
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

/** Keeps nothing: an embedded page must not replace the experiment that its reader left in the lab. */
export const keptNowhere: KeyValueStorage = { get: () => null, set: () => true };
