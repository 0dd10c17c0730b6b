import type { Page } from './state';
import { recordUndo, type Undoable } from './undo';

/** The part of a study's store that undo needs. */
interface Drafts<Spec> {
  getState(): { readonly draft: Spec; change(field: string, make: () => unknown): void };
  subscribe(changed: (now: { readonly draft: Spec }, before: { readonly draft: Spec }) => void): unknown;
}

/** Lets the changes of a study's settings be undone. */
export function recordStudyUndo<Spec>(page: Page, store: Drafts<Spec>, words: Undoable<Spec>['words']): void {
  recordUndo<Spec>({
    page,
    read: () => store.getState().draft,
    subscribe: (changed) =>
      void store.subscribe((now, before) => {
        if (now.draft !== before.draft) changed(false);
      }),
    restore: (draft) => store.getState().change('undo', () => draft),
    words,
  });
}
