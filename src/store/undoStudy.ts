import type { Page } from './state';
import { tabStorage } from './storage';
import { recordUndo, type Undoable } from './undo';

/** The part of a study's store that undo needs. */
interface Drafts<Spec> {
  getState(): { readonly draft: Spec; change(field: string, make: () => unknown): void };
  subscribe(changed: (now: { readonly draft: Spec }, before: { readonly draft: Spec }) => void): unknown;
}

/** The text of a study, and back. */
interface Texts<Spec> {
  serialize(spec: Spec): string;
  parseText(text: string): Spec;
}

/** Lets the changes of a study's settings be undone, also after a reload. */
export function recordStudyUndo<Spec>(
  page: Page,
  store: Drafts<Spec>,
  { serialize, parseText }: Texts<Spec>,
  words: Undoable<Spec>['words'],
): void {
  recordUndo<Spec>({
    page,
    read: () => store.getState().draft,
    subscribe: (changed) =>
      void store.subscribe((now, before) => {
        if (now.draft !== before.draft) changed(false);
      }),
    keep: { storage: tabStorage, write: serialize, read: parseText },
    restore: (draft) => store.getState().change('undo', () => draft),
    words,
  });
}
