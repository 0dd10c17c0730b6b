import { createContext, useCallback, useContext, useMemo, useRef } from 'react';
import { useChartChoice } from './chartChoices';

/** The key that the charts of a view have in common: what it names, and which of these series are hidden in all charts. */
export interface SharedKey {
  readonly ids: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
}

const none: SharedKey = { ids: new Set(), hidden: new Set() };

/** A chart that stands alone, as in full screen, has its own key: `alone`. */
export const SharedKeyContext = createContext<SharedKey>(none);
export const alone = none;

/** The hidden series by a key, and a function that hides or shows one. */
export function useHiddenIn(key: string): readonly [ReadonlySet<string>, (id: string) => void] {
  const [chosen, choose] = useChartChoice('hidden', key);
  // The function stays the same, so that a legend is not drawn again with every frame.
  const latest = useRef({ chosen, choose });
  latest.current = { chosen, choose };
  const toggle = useCallback((id: string) => {
    const { chosen: before, choose: keep } = latest.current;
    keep(before.includes(id) ? before.filter((one) => one !== id) : [...before, id]);
  }, []);
  const hidden = useMemo(() => new Set(chosen), [chosen]);
  return [hidden, toggle];
}

/** The hidden series of a chart, by its own key and by the view's, and a function that hides or shows one by its own. */
export function useHidden(chart: string): readonly [ReadonlySet<string>, (id: string) => void] {
  const shared = useContext(SharedKeyContext);
  const [own, toggle] = useHiddenIn(chart);
  const hidden = shared.hidden.size === 0 ? own : new Set([...own, ...shared.hidden]);
  return [hidden, toggle];
}
