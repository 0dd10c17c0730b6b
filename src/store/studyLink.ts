import { Problem } from '../base/problem';
import { fromFragment } from '../schema/link';

/** What a link's fragment holds, unparsed, where it is of this format. */
export function linked(fragment: string, format: string): unknown {
  if (!fragment) return undefined;
  try {
    const value: unknown = fromFragment(fragment);
    return (value as { readonly format?: unknown } | null)?.format === format ? value : undefined;
  } catch (error) {
    // What is wrong with a link that holds something else is told where that is opened.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/**
 * Opens what links hold while the page is there; the one that the page was opened with is `StudyHost.fragment`. A link that was
 * read is taken out of the address: what is edited from here on is kept, and a reload keeps it.
 */
export function followLinks<Spec>(
  { format, parse }: { readonly format: string; parse(value: unknown): Spec },
  store: { getState(): { open(spec: Spec): void; refuse(field: string, problem: Problem): void } },
): void {
  const take = (): unknown => {
    const { location, history } = globalThis;
    const given = linked(location?.hash ?? '', format);
    if (given !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
    return given;
  };
  take();
  globalThis.addEventListener?.('hashchange', () => {
    const given = take();
    if (given === undefined) return;
    const { open, refuse } = store.getState();
    try {
      open(parse(given));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refuse('link', error);
    }
  });
}
