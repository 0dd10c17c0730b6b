import { Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

/** Charts side by side where there is room, one beneath the other where there is not. */
export function Tiles({ children, least = 460 }: { readonly children: ReactNode; readonly least?: number }) {
  return (
    <div
      style={{
        display: 'grid',
        gap: 18,
        gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${least}px), 1fr))`,
      }}
    >
      {children}
    </div>
  );
}

/** What is said where there is nothing to draw (yet). */
export function Silence({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" ta="center" my={60} data-testid="silence">
      {children}
    </Text>
  );
}

/** A word with its definition, on hover, keyboard focus or touch. */
export function Term({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <Tooltip label={meaning} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard, too, is to reach the definition. */}
      <span tabIndex={0} style={{ cursor: 'help', borderBottom: '1px dotted currentColor' }}>
        {name}
      </span>
    </Tooltip>
  );
}

/** The mark by which someone is found in the charts. */
export function Swatch({ color }: { readonly color: string }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        width: 12,
        height: 4,
        marginRight: 6,
        verticalAlign: 'middle',
        background: color,
      }}
    />
  );
}
