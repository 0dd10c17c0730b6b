import { ActionIcon } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useTranslation } from '../locales/useTranslation';
import { useGuide } from '../store/guide';

/** Shows the first visit's guide again. */
export function GuideButton() {
  const { t } = useTranslation('start');
  const start = useGuide((guide) => guide.start);
  const label = t('guide.again');
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} title={label} onClick={start}>
      <IconSchool size={18} />
    </ActionIcon>
  );
}
