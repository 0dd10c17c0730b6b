import { Tooltip } from '@mantine/core';
import { type HTMLAttributes, type ReactNode, type RefObject, useRef, useState } from 'react';

interface ExplainedProps {
  readonly lines: readonly string[];
  /** Of the explanation, in pixels. */
  readonly width: number;
  /** The explained element, which takes these attributes. */
  readonly children: (
    attributes: HTMLAttributes<HTMLElement> & { readonly ref: RefObject<never> },
  ) => ReactNode;
}

/**
 * An element that is explained while it is pointed at, is touched or has the focus. Before that there is nothing of the explanation
 * in the page: those of all charts would delay its opening.
 */
export function Explained({ lines, width, children }: ExplainedProps) {
  const ref = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  const close = () => setOpened(false);
  return (
    <>
      {children({
        ref: ref as unknown as RefObject<never>,
        tabIndex: 0,
        style: { cursor: 'help' },
        'aria-description': lines.join(' '),
        onPointerEnter: open,
        onPointerLeave: close,
        onFocus: open,
        onBlur: close,
        onKeyDown: ({ key }) => {
          if (key === 'Escape') close();
        },
      })}
      {opened && (
        <Tooltip
          opened
          target={ref}
          multiline
          w={width}
          label={lines.map((line) => <div key={line}>{line}</div>)}
        />
      )}
    </>
  );
}
