import { useSyncExternalStore } from 'react';

/** The series that a legend entry under the pointer or the focus stands for: it lights up in every chart of the view. */
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

/** How strongly each of a chart's series is drawn: all alike, or one of them before the others. */
export function useEmphasis(ids: readonly string[]): (id: string) => number {
  const current = () => (lit !== undefined && ids.includes(lit) ? lit : undefined);
  const one = useSyncExternalStore(subscribe, current, current);
  return (id) => (one === undefined || one === id ? 1 : 0.18);
}
