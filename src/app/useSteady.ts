import { useEffect, useState } from 'react';

/**
 * A value that does not change while a dialog is open. Dialogs belong to the part of the page that opened them, so a layout that
 * changed under them, as when a tablet is turned, would close them with what was done in them.
 */
export function useSteady<T>(value: T): T {
  const [steady, setSteady] = useState(value);
  useEffect(() => {
    if (value === steady) return;
    const update = () => {
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return false;
      setSteady(value);
      return true;
    };
    if (update()) return;
    const observer = new MutationObserver(() => update() && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [value, steady]);
  return steady;
}
