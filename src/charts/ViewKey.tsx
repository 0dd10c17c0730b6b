import { type ReactNode, useMemo } from 'react';
import { Legend } from './Legend';
import { type SharedKey, SharedKeyContext, useHiddenIn } from './sharedKey';
import type { KeyEntry } from './types';

interface ViewKeyProps {
  /** The series that several charts of the view have in common. */
  readonly entries: readonly KeyEntry[];
  readonly children: ReactNode;
}

/** One key for all charts of a view: an entry highlights its line in every chart, and hides it there. */
export function ViewKey({ entries, children }: ViewKeyProps) {
  const [hidden, toggle] = useHiddenIn('view');
  const shared = useMemo<SharedKey>(
    () => ({ ids: new Set(entries.map(({ id }) => id)), hidden }),
    [entries, hidden],
  );
  return (
    <>
      <div className="view-key">
        <Legend entries={entries} hidden={hidden} onToggle={toggle} />
      </div>
      <SharedKeyContext.Provider value={shared}>{children}</SharedKeyContext.Provider>
    </>
  );
}
