import type { ReactNode } from 'react';
import { Swatch } from './Swatch';
import { Term } from './Term';

interface EntryNameProps {
  readonly color: string;
  /** What sets the entry apart from the others: `T = 4`. */
  readonly name: string;
  /** Its kind and settings: `Distillation (Hinton), α = 0, T = 4`. */
  readonly fullName: string;
  /** What is told beside the name. */
  readonly children?: ReactNode;
}

/** The mark and the name of a compared entry. What the name leaves out is shown on hover, keyboard focus or touch. */
export function EntryName({ color, name, fullName, children }: EntryNameProps) {
  return (
    <span style={{ display: 'flex', alignItems: 'flex-start' }}>
      {/* In the middle of the name's first line; a name that is a button would have its last. */}
      <span style={{ display: 'flex', alignItems: 'center', height: '1lh' }}>
        <Swatch color={color} />
      </span>
      <span>
        {name === fullName ? name : <Term name={name} meaning={fullName} />} {children}
      </span>
    </span>
  );
}
