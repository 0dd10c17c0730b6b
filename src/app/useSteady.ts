import { useEffect, useState } from 'react';

/**
 * A value that does not change while a dialog is open. Dialogs belong to the part of the page that opened them, so a layout that
 * changed under them, as when a tablet is turned, would close them with what was done in them.
 */
export function useSteady<T>(value: T): T {
  const [held, setHeld] = useState(value);
  useEffect(() => {
    if (value === held) return;
    const take = () => {
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return false;
      setHeld(value);
      return true;
    };
    if (take()) return;
    const observer = new MutationObserver(() => take() && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [value, held]);
  return held;
}
