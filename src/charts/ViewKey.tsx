import { type ReactNode, useMemo, useState } from 'react';
import { Legend } from './Legend';
import { type SharedKey, SharedKeyContext, toggled } from './sharedKey';
import type { KeyEntry } from './types';

interface ViewKeyProps {
  /** The series that several charts of the view have in common. */
  readonly entries: readonly KeyEntry[];
  readonly children: ReactNode;
}

/** One key for all charts of a view: an entry highlights its line in every chart, and hides it there. */
export function ViewKey({ entries, children }: ViewKeyProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shared = useMemo<SharedKey>(
    () => ({ ids: new Set(entries.map(({ id }) => id)), hidden }),
    [entries, hidden],
  );
  return (
    <>
      <div className="view-key">
        <Legend entries={entries} hidden={hidden} onToggle={(id) => setHidden(toggled(hidden, id))} />
      </div>
      <SharedKeyContext.Provider value={shared}>{children}</SharedKeyContext.Provider>
    </>
  );
}
