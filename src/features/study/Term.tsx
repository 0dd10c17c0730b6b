import { Tooltip } from '@mantine/core';

/** A word with its definition, on hover, keyboard focus or touch. */
export function Term({ name, meaning }: { readonly name: string; readonly meaning: string }) {
  return (
    <Tooltip
      label={meaning}
      multiline
      w={280}
      events={{ hover: true, focus: true, touch: true }}
      withinPortal
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard, too, is to reach the definition. */}
      <span tabIndex={0} style={{ cursor: 'help', borderBottom: '1px dotted currentColor' }}>
        {name}
      </span>
    </Tooltip>
  );
}
