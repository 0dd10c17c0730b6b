import { Paper, Text } from '@mantine/core';

interface TooltipBoxProps {
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    readonly value: string;
    readonly color?: string | undefined;
  }[];
}

/** Shows hovered values with their units. */
export function TooltipBox({ title, rows }: TooltipBoxProps) {
  return (
    <Paper withBorder shadow="sm" px={8} py={4} maw="min(380px, 66vw)">
      <Text size="xs" fw={600}>
        {title}
      </Text>
      {rows.map(({ label, value, color }) => (
        <Text key={label} size="xs">
          {color && (
            <span
              aria-hidden
              style={{ display: 'inline-block', width: 8, height: 8, background: color, marginRight: 4 }}
            />
          )}
          {label}: {value}
        </Text>
      ))}
    </Paper>
  );
}
