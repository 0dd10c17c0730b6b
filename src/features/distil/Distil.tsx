import { Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDistil } from '../../store/distil';
import { useLab } from '../../store/lab';
import { Faults } from '../study';
import { ExperimentCard } from './ExperimentCard';
import { HeadBar } from './HeadBar';
import { Outcome } from './Outcome';
import { RunBar } from './RunBar';
import { Seeds } from './Seeds';
import { Students } from './Students';
import { TransferCard } from './TransferCard';
import Views from './views/Views';
import { Why } from './Why';

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
      <Why />
      <Troubles />
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

function Troubles() {
  const problems = useDistil((distil) => distil.problems);
  const problem = useDistil((distil) => distil.problem);
  const fault = useDistil((distil) => distil.fault);
  const tooLargeToKeep = useDistil((distil) => distil.tooLargeToKeep);
  const apart = useDistil((distil) => distil.draft !== distil.spec);
  const { dismiss, giveUp } = useDistil.getState();
  return <Faults {...{ problems, problem, fault, tooLargeToKeep, apart, dismiss, giveUp }} />;
}
