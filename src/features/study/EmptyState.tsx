import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What is said where there is nothing to draw (yet). */
export function EmptyState({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" ta="center" my={60} data-testid="empty-state">
      {children}
    </Text>
  );
}
