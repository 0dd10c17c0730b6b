import { Alert, Button, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { getNewestVersion, useVersion } from './version';

/** Takes the place of a part whose file is missing. While it is shown, the notice that overlays the page is not. */
export function MissingPart() {
  const { t } = useTranslation('app');
  const getting = useVersion((version) => version.getting);
  useEffect(() => {
    useVersion.setState(({ inPlace }) => ({ inPlace: inPlace + 1 }));
    return () => useVersion.setState(({ inPlace }) => ({ inPlace: inPlace - 1, missing: false }));
  }, []);
  return (
    <Stack p="xl" maw={640} mx="auto">
      <Alert color="yellow" title={t('missingTitle')}>
        <Text size="sm">{t('missing')}</Text>
      </Alert>
      <Button loading={getting} onClick={() => void getNewestVersion()}>
        {t('newest')}
      </Button>
    </Stack>
  );
}
