import './study.css';
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refused } from './Refused';

interface EntryListProps {
  readonly title: string;
  readonly help: string;
  /** The control that adds an entry. */
  readonly add: ReactNode;
  /** The study's fields that contain the entries. */
  readonly fields: readonly string[];
  readonly children: ReactNode;
}

/** The compared entries, one card each. */
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
