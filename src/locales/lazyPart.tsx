import { type ComponentType, lazy, type ReactNode, useEffect, useState } from 'react';
import { reportMissingFile } from '../base/missingFile';

/** A part of the page whose code loads when it is first shown, or before that. */
export interface LazyPart<P> {
  (props: P): ReactNode;
  /** Loads the code. The part is then shown at once, without a moment in which its place is empty. */
  preload(): Promise<void>;
}

/** A part that loads when it is first shown. If its file is missing, showing it throws what `load` threw. */
export function loadedPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
): LazyPart<P> {
  let loaded: ComponentType<P> | undefined;
  const get = async () => {
    const part = await load();
    loaded = part.default;
    return part;
  };
  const Later = lazy(get);
  // biome-ignore lint/correctness/noComponentHookFactories: as React's `lazy` does, once for each part, outside of all components.
  const Part = (props: P) => {
    // The same component for as long as the part is shown.
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Later);
    return <Shown {...props} />;
  };
  return Object.assign(Part, {
    // A file that is missing is told of where the part is shown.
    preload: () => get().then(undefined, () => {}) as Promise<void>,
  });
}

/**
 * A part of the page that loads when it is first shown. If its file is missing it shows nothing, the page's notice says why, and
 * the rest of the page works on.
 */
export const lazyPart = <P extends object>(load: () => Promise<{ default: ComponentType<P> }>): LazyPart<P> =>
  loadedPart(() =>
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
