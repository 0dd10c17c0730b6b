import { Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/lab';
import { useTransfer } from '../../store/transfer';
import { Faults } from '../study';
import { HeadBar } from './HeadBar';
import { Methods } from './Methods';
import { Outcome } from './Outcome';
import { Preview } from './Preview';
import { Repeats } from './Repeats';
import { RunBar } from './RunBar';
import { SourceCard } from './SourceCard';
import { TargetCard } from './TargetCard';
import './transfer.css';
import { Explanation } from './Explanation';
import Views from './views/Views';

/** A source, a target like it but shifted, and the ways to learn for the target. */
export default function TransferPage() {
  const { t } = useTranslation('transfer');
  useEffect(() => {
    // A link brought the page here without saying so in the address.
    useLab.getState().go('transfer');
    const { data, reset } = useTransfer.getState();
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
      <div className="transfer">
        <SourceCard />
        <Stack gap={10} miw={0}>
          <div className="target">
            <TargetCard />
            <Preview />
          </div>
          <Methods />
          <Group gap="xs" align="flex-start">
            <RunBar />
            <Repeats />
          </Group>
          <Outcome />
        </Stack>
      </div>
      <Views />
    </Stack>
  );
}

function Messages() {
  const problems = useTransfer((transfer) => transfer.problems);
  const problem = useTransfer((transfer) => transfer.problem);
  const fault = useTransfer((transfer) => transfer.fault);
  const tooLargeToKeep = useTransfer((transfer) => transfer.tooLargeToKeep);
  const apart = useTransfer((transfer) => transfer.draft !== transfer.spec);
  const { dismiss, discardDraft } = useTransfer.getState();
  return <Faults {...{ problems, problem, fault, tooLargeToKeep, apart, dismiss, discardDraft }} />;
}
