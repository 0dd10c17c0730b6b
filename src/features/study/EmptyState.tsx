import { Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { useStudy } from './definition';

interface EmptyStateProps {
  readonly children: ReactNode;
  /** What fills the chart, where that can be done now. */
  readonly action?: { readonly label: string; act(): void } | undefined;
}

/** A sentence that replaces a chart without data, and the button that fills it. */
export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap={8} my={50} data-testid="empty-state">
      <Text c="dimmed" ta="center">
        {children}
      </Text>
      {action && (
        <Button size="xs" variant="light" onClick={action.act}>
          {action.label}
        </Button>
      )}
    </Stack>
  );
}

/** Replaces a chart that has data once the study plays. */
export function UntilPlayed({ children }: { readonly children: ReactNode }) {
  const { useStore } = useStudy();
  const { t } = useTranslation('study');
  const canPlay = useStore(({ status, draft, spec }) => status === 'ready' && draft === spec);
  const { toggle } = useStore.getState();
  return (
    <EmptyState action={canPlay ? { label: t('playNow'), act: toggle } : undefined}>{children}</EmptyState>
  );
}

/** Replaces curves over several runs, which the button starts. */
export function UntilRepeated({ children, run }: { readonly children: ReactNode; run(): void }) {
  const { useStore } = useStudy();
  const { t } = useTranslation('study');
  const canRun = useStore(
    ({ status, draft, spec, repeating }) => !repeating && status !== 'loading' && draft === spec,
  );
  return <EmptyState action={canRun ? { label: t('runNow'), act: run } : undefined}>{children}</EmptyState>;
}
