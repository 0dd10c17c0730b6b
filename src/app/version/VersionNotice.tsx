import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVersion } from './version';

/**
 * Tells the user that a newer version is ready, or that the browser keeps no version. The notice overlays the page and moves
 * nothing.
 */
export function VersionNotice() {
  const { t } = useTranslation('app');
  const { offline, waiting, otherTabs, postponed, switchVersion, postpone } = useVersion();
  const [read, setRead] = useState(false);
  const notice =
    waiting && !postponed
      ? otherTabs > 0
        ? t('version.otherTabs', { count: otherTabs })
        : t('version.newer')
      : offline === 'refused' && !read
        ? t('version.refused')
        : undefined;
  if (notice === undefined) return null;
  return (
    <Paper
      role="status"
      data-testid="version"
      withBorder
      shadow="md"
      p="xs"
      maw="min(26rem, calc(100vw - 24px))"
      pos="fixed"
      bottom={12}
      right={12}
      style={{ zIndex: 300 }}
    >
      <Text size="sm">{notice}</Text>
      <Group gap="xs" mt={6} justify="flex-end">
        <Button size="xs" variant="default" onClick={() => (waiting ? postpone() : setRead(true))}>
          {waiting ? t('version.later') : t('version.understood')}
        </Button>
        {waiting && (
          <Button size="xs" onClick={() => void switchVersion()}>
            {t('version.use')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
