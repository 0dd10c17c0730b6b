import { createContext, useCallback, useContext, useState } from 'react';

/** The key that the charts of a view have in common: what it names, and which of these series are hidden in all charts. */
export interface SharedKey {
  readonly ids: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}

const none: SharedKey = { ids: new Set(), hidden: new Set() };

/** A chart that stands alone, as in full screen, has its own key: `alone`. */
export const SharedKeyContext = createContext<SharedKey>(none);
export const alone = none;

/** A set with one member added or removed. */
export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The hidden series of a chart, by its own key and by the view's, and a function that hides or shows one by its own. */
export function useHidden(): readonly [ReadonlySet<string>, (id: string) => void] {
  const shared = useContext(SharedKeyContext);
  const [own, setOwn] = useState<ReadonlySet<string>>(none.hidden);
  const hidden = shared.hidden.size === 0 ? own : new Set([...own, ...shared.hidden]);
  const toggle = useCallback((id: string) => setOwn((before) => toggled(before, id)), []);
  return [hidden, toggle];
}
