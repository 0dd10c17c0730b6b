import './study.css';
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refused } from './Refused';

interface EntryListProps {
  readonly title: string;
  readonly help: string;
  /** What adds one. */
  readonly add: ReactNode;
  /** Fields of the study that the entries stand in. */
  readonly fields: readonly string[];
  readonly children: ReactNode;
}

/** Those that are compared, a card each. */
export function EntryList({ title, help, add, fields, children }: EntryListProps) {
  return (
    <section aria-label={title}>
      <Group gap={8} mb={6}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {help}
        </Text>
        {add}
      </Group>
      <div className="entries">{children}</div>
      {fields.map((field) => (
        <Refused key={field} field={field} />
      ))}
    </section>
  );
}
