import { useEffect, useRef } from 'react';
import { useModelsView } from './view';

/** Forgets what was chosen of a run when another one is shown: it has other modules and steps. The first is shown as the address says. */
export function useFreshView(shown: number | undefined): void {
  const before = useRef<number>(undefined);
  const choose = useModelsView((view) => view.choose);
  useEffect(() => {
    if (before.current !== undefined && shown !== undefined && shown !== before.current)
      choose({ at: undefined, selected: undefined, expanded: undefined, search: '' });
    before.current = shown ?? before.current;
  }, [shown, choose]);
}
