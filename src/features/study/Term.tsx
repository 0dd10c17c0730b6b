import { Tooltip, UnstyledButton } from '@mantine/core';
import './study.css';

/** A term with its definition, shown on hover, keyboard focus or touch. */
export function Term({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <Tooltip
      label={meaning}
      multiline
      w={280}
      events={{ hover: true, focus: true, touch: true }}
      withinPortal
    >
      <UnstyledButton className="term">{name}</UnstyledButton>
    </Tooltip>
  );
}

interface EntryNameProps {
  /** What sets the entry apart from the others: `T = 4`. */
  readonly name: string;
  /** Its kind and settings: `Distillation (Hinton), α = 0, T = 4`. */
  readonly fullName: string;
}

/** The name of a compared entry. What it leaves out is shown on hover, keyboard focus or touch. */
export function EntryName({ name, fullName }: EntryNameProps) {
  return name === fullName ? name : <Term name={name} meaning={fullName} />;
}
