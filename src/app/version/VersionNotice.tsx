import { Button, Group, Paper, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { getNewestVersion, useVersion } from './version';

/**
 * Tells the user that a file of the page is missing, that a newer version is ready, or that the browser keeps no version. The
 * notice stands in the page's `Notices`, over its foot.
 */
export function VersionNotice() {
  const { t } = useTranslation('app');
  const { offline, waiting, otherTabs, postponed, switchVersion, postpone, ...version } = useVersion();
  const { missing, inPlace, getting, putAside } = version;
  const [read, setRead] = useState(false);
  const offered = waiting && !postponed;
  const lacks = missing && inPlace === 0 && !offered;
  const notice = offered
    ? otherTabs > 0
      ? t('version.otherTabs', { count: otherTabs })
      : t('version.newer')
    : lacks
      ? t('missing')
      : offline === 'refused' && !read
        ? t('version.refused')
        : undefined;
  if (notice === undefined) return null;
  return (
    <Paper role="status" data-testid="version" withBorder shadow="md" p="xs" maw="26rem">
      <Text size="sm">{notice}</Text>
      <Group gap="xs" mt={6} justify="flex-end">
        <Button
          size="xs"
          variant="default"
          onClick={() => (offered ? postpone() : lacks ? putAside() : setRead(true))}
        >
          {offered || lacks ? t('version.later') : t('version.understood')}
        </Button>
        {lacks && (
          <Button size="xs" loading={getting} onClick={() => void getNewestVersion()}>
            {t('newest')}
          </Button>
        )}
        {offered && (
          <Button size="xs" onClick={() => void switchVersion()}>
            {t('version.use')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
