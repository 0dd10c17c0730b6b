import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** The sentence in place of a chart that has nothing to draw yet. */
export function EmptyState({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" ta="center" my={60} data-testid="empty-state">
      {children}
    </Text>
  );
}
