import type { ReactNode } from 'react';

/** A mark, drawn in a box of 12 × 12, with its meaning. */
export function KeyMark({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span style={{ whiteSpace: 'nowrap', fontSize: 12 }}>
      <svg width="12" height="12" aria-hidden style={{ verticalAlign: -2, marginRight: 4 }}>
        {children}
      </svg>
      {label}
    </span>
  );
}
