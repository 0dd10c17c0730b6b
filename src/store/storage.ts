/** The storage between visits. */
export interface KeyValueStorage {
  get(key: string): string | null;
  /** @returns whether the value fits; if not, the earlier value remains */
  set(key: string, value: string): boolean;
}

/** A storage of the browser's, if it allows it. Otherwise the page works without storing anything. */
const storageIn = (place: 'localStorage' | 'sessionStorage'): KeyValueStorage => ({
  get(key) {
    try {
      return globalThis[place]?.getItem(key) ?? null;
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      globalThis[place]?.setItem(key, value);
      return true;
    } catch (error) {
      console.warn(`Gradient Lab could not keep ${key}: ${String(error)}`);
      return !/quota/i.test(String(error));
    }
  },
});

/** What all tabs share until the site's data are cleared. */
export const browserStorage = storageIn('localStorage');
/** What a tab has of its own until it is closed. */
export const tabStorage = storageIn('sessionStorage');

/** Keeps nothing: an embedded page must not replace the experiment that its reader left in the lab. */
export const keptNowhere: KeyValueStorage = { get: () => null, set: () => true };
