import { Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';

/** The purpose of the page, and the question that it answers. */
export function Introduction() {
  const { t } = useTranslation('start');
  return (
    <Text component="h2" size="sm" fw={400} m={0} className="introduction" data-testid="introduction">
      {t('what')} <b>{t('question')}</b>
    </Text>
  );
}
