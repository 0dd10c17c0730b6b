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
