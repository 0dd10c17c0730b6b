import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDistil } from '../../store/distil';
import Views from './views/Views';

/** A teacher, its students, and what passes over. */
export default function Distil() {
  const { t } = useTranslation('distil');
  useEffect(() => {
    const { data, reset } = useDistil.getState();
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
