import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What is said where there is nothing to draw (yet). */
export function Silence({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" ta="center" my={60} data-testid="silence">
      {children}
    </Text>
  );
}
