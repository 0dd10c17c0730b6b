import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';

/**
 * The button of a card or menu whose code loads when it is first opened.
 * @returns `button`, the properties of the button, and `close`, which gives the focus back to it
 */
export function useCard() {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  // A press outside closes the card, and the card takes its own button for outside.
  const wasOpen = useRef(false);
  return {
    opened,
    close() {
      setOpened(false);
      button.current?.focus();
    },
    button: {
      ref: button,
      'aria-expanded': opened,
      onPointerDown() {
        wasOpen.current = opened;
      },
      onClick({ detail }: MouseEvent) {
        const fromKeyboard = detail === 0;
        setOpened(!(fromKeyboard ? opened : wasOpen.current));
      },
      onKeyDown(event: KeyboardEvent) {
        // A card without controls leaves the focus here.
        if (event.key === 'Escape') setOpened(false);
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        // The menu takes a key that reaches the document for one outside.
        event.stopPropagation();
        setOpened(true);
      },
    },
  };
}

/** The properties of a card that `useCard` opens. It stands at an `anchor` that covers the button. */
export interface CardProps {
  readonly onClose: () => void;
}
