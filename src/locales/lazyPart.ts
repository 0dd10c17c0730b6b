import { type ComponentType, type LazyExoticComponent, lazy, useEffect } from 'react';
import { reportMissingFile } from '../base/missingFile';

/**
 * A part of the page that loads when it is first shown. If its file is missing it shows nothing, the page's notice says why, and
 * the rest of the page works on.
 */
export const lazyPart = <P>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyExoticComponent<ComponentType<P>> =>
  lazy(() =>
    load().catch((error: unknown) => {
      console.warn(`A part of Gradient Lab could not be loaded: ${String(error)}`);
      return { default: Missing };
    }),
  );

/** Tells each time the part is asked for. */
function Missing(): null {
  useEffect(reportMissingFile, []);
  return null;
}
