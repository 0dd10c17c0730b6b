import { vi } from 'vitest';
import { readAddress } from '../../../src/store/address';

/** A browser's history: a list of addresses, one of which is open. */
export function fakeBrowser(start: string) {
  const entries = [new URL(start).href];
  let at = 0;
  const location = {
    get href() {
      return entries[at]!;
    },
    get search() {
      return new URL(entries[at]!).search;
    },
  };
  const history = {
    state: null,
    pushState: (_: unknown, __: string, href: string) => void entries.splice(++at, entries.length, href),
    replaceState: (_: unknown, __: string, href: string) => void entries.splice(at, 1, href),
  };
  vi.stubGlobal('location', location);
  vi.stubGlobal('history', history);
  const move = (by: number) => {
    at += by;
    return readAddress(location.search);
  };
  return { entries, move };
}
