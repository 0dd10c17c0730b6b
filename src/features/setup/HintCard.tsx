import { Popover, Stack, Text } from '@mantine/core';
import { Formula } from './Formula';

interface HintCardProps {
  readonly id: string;
  readonly help: string;
  readonly formula?: string | undefined;
  readonly source?: string | undefined;
  readonly onClose: () => void;
}

/** The card of a hint. */
export default function HintCard({ id, help, formula, source, onClose }: HintCardProps) {
  return (
    <Popover
      opened
      onChange={onClose}
      width={300}
      position="right-start"
      shadow="md"
      withinPortal
      withRoles={false}
    >
      <Popover.Target>
        <span className="anchor" />
      </Popover.Target>
      <Popover.Dropdown id={id} role="tooltip">
        <Stack gap={6}>
          <Text size="sm">{help}</Text>
          {formula && <Formula tex={formula} />}
          {source && (
            <Text size="xs" c="dimmed">
              {source}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
