import { Tooltip } from '@mantine/core';

/** The name of a button that shows a picture alone; it covers the button. */
export default function ToolTip({ label }: { readonly label: string }) {
  return (
    <Tooltip label={label} opened>
      <span className="anchor" />
    </Tooltip>
  );
}
