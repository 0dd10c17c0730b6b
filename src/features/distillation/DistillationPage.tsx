import { Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDistillation } from '../../store/distillation';
import { useLab } from '../../store/lab';
import { Faults } from '../study';
import { ExperimentCard } from './ExperimentCard';
import { Explanation } from './Explanation';
import { HeadBar } from './HeadBar';
import { Outcome } from './Outcome';
import { RunBar } from './RunBar';
import { Seeds } from './Seeds';
import { Students } from './Students';
import { TransferCard } from './TransferCard';
import Views from './views/Views';

/** A teacher, its students, and what passes over. */
export default function DistillationPage() {
  const { t } = useTranslation('distillation');
  useEffect(() => {
    // A link brought the page here without saying so in the address.
    useLab.getState().go('distil');
    const { data, reset } = useDistillation.getState();
    if (!data) reset();
  }, []);
  return (
    <Stack gap={10}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <HeadBar />
      <Explanation />
      <Messages />
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

function Messages() {
  const problems = useDistillation((state) => state.problems);
  const problem = useDistillation((state) => state.problem);
  const fault = useDistillation((state) => state.fault);
  const tooLargeToKeep = useDistillation((state) => state.tooLargeToKeep);
  const apart = useDistillation((state) => state.draft !== state.spec);
  const { dismiss, discardDraft } = useDistillation.getState();
  return <Faults {...{ problems, problem, fault, tooLargeToKeep, apart, dismiss, discardDraft }} />;
}
