/** Where the page keeps things between visits. */
export interface Keep {
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** localStorage, where the browser lets us; where it does not, the page works on and keeps nothing. */
export const browserKeep: Keep = {
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
    } catch (error) {
      console.warn(`Gradient Lab could not keep ${key}: ${String(error)}`);
    }
  },
};
