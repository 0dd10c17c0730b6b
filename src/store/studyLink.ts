import { Problem } from '../base/problem';
import { fromFragment } from '../schema/link';

/** The unparsed content of a link's fragment, if it has this format. */
export function linked(fragment: string, format: string): unknown {
  if (!fragment) return undefined;
  try {
    const value: unknown = fromFragment(fragment);
    return (value as { readonly format?: unknown } | null)?.format === format ? value : undefined;
  } catch (error) {
    // The page that opens the other format reports a fault in such a link.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/**
 * Opens links that the user follows while the page is open. `StudyHost.fragment` holds the link that opened the page. After
 * reading, the link is removed from the address, so that a reload keeps later edits.
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
