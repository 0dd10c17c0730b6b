import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useTransfer } from '../../store/transfer';
import Views from './views/Views';

/** A source, a target like it but shifted, and the ways to learn for the target. */
export default function Transfer() {
  const { t } = useTranslation('transfer');
  useEffect(() => {
    const { data, reset } = useTransfer.getState();
    if (!data) reset();
  }, []);
  return (
    <Stack gap={10}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <Views />
    </Stack>
  );
}
