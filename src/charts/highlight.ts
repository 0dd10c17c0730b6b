import { useSyncExternalStore } from 'react';

/** The series whose legend entry has the pointer or the focus; every chart of the view highlights it. */
let lit: string | undefined;
const listeners = new Set<() => void>();

export function light(id: string | undefined): void {
  if (id === lit) return;
  lit = id;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The opacity of each of a chart's series: all equal, or one highlighted. */
export function useEmphasis(ids: readonly string[]): (id: string) => number {
  const current = () => (lit !== undefined && ids.includes(lit) ? lit : undefined);
  const one = useSyncExternalStore(subscribe, current, current);
  return (id) => (one === undefined || one === id ? 1 : 0.18);
}
