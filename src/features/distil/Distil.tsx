import { Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDistil } from '../../store/distil';
import { useLab } from '../../store/lab';
import { ExperimentCard } from './ExperimentCard';
import { Faults } from './Faults';
import { HeadBar } from './HeadBar';
import { Outcome } from './Outcome';
import { RunBar } from './RunBar';
import { Seeds } from './Seeds';
import { Students } from './Students';
import { TransferCard } from './TransferCard';
import Views from './views/Views';

/** A teacher, its students, and what passes over. */
export default function Distil() {
  const { t } = useTranslation('distil');
  useEffect(() => {
    // A link brought the page here without saying so in the address.
    useLab.getState().go('distil');
    const { data, reset } = useDistil.getState();
    if (!data) reset();
  }, []);
  return (
    <Stack gap={10}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <HeadBar />
      <Faults />
      <div className="cards">
        <ExperimentCard of="teacher" />
        <ExperimentCard of="student" />
        <TransferCard />
      </div>
      <Students />
      <Group gap="xs">
        <RunBar />
        <Seeds />
      </Group>
      <Outcome />
      <Views />
    </Stack>
  );
}
