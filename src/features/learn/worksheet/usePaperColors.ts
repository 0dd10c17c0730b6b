import { useEffect } from 'react';

const scheme = 'data-mantine-color-scheme';

/** Prints in the colours of the light theme, whatever the screen has: paper is white. */
export function usePaperColors(): void {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | null = null;
    const start = () => {
      before = root.getAttribute(scheme);
      root.setAttribute(scheme, 'light');
    };
    const end = () => {
      if (before !== null) root.setAttribute(scheme, before);
    };
    addEventListener('beforeprint', start);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', start);
      removeEventListener('afterprint', end);
    };
  }, []);
}
