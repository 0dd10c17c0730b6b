import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A sentence that replaces a chart without data. */
export function EmptyState({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" ta="center" my={60} data-testid="empty-state">
      {children}
    </Text>
  );
}
