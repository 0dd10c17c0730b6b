import type { ReactNode } from 'react';

/** Charts side by side if there is room, else one below the other. */
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
