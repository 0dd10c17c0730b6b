import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { transferSchema } from '../../schema/transfer';
import { useTransfer } from '../../store/transfer';
import { NumberField } from '../setup';
import { JobQueueState, Problems } from '../study';
import { TransferSweep } from './TransferSweep';

const most = transferSchema.shape.seeds.unwrap().maxValue!;

/** Whole runs in the background, over seeds and over values of a sweep; cancelling keeps what is done. */
export function Repeats() {
  const { t } = useTranslation('transfer');
  const seeds = useTransfer((transfer) => transfer.draft.seeds);
  const problem = useTransfer((transfer) => transfer.problems.seeds);
  const { edit } = useTransfer.getState();
  return (
    <Group gap={16} align="flex-start">
      <Group gap={6}>
        <Text size="xs" component="label" htmlFor="transfer-seeds">
          {t('seeds')}
        </Text>
        <NumberField
          id="transfer-seeds"
          name={t('seeds')}
          width={60}
          min={1}
          max={most}
          integer
          value={seeds}
          onChange={(value) => edit('seeds', value)}
        />
        <Repeat />
        <Problems of={[problem]} />
      </Group>
      <TransferSweep />
    </Group>
  );
}

function Repeat() {
  const { t } = useTranslation('transfer');
  const seeds = useTransfer((transfer) => transfer.draft.seeds);
  const done = useTransfer(({ repeats, draft }) => repeats.filter(({ index }) => index < draft.seeds).length);
  const busy = useTransfer((transfer) => transfer.repeating !== undefined);
  const progress = useTransfer(({ repeating }) => (repeating?.what === 'repeats' ? repeating : undefined));
  const apart = useTransfer(({ status, draft, spec }) => status === 'loading' || draft !== spec);
  const { repeat, cancel } = useTransfer.getState();
  return (
    <>
      <Button
        size="xs"
        variant="light"
        disabled={busy || apart || done >= seeds}
        onClick={() => void repeat('repeats')}
        title={t('repeatHelp')}
      >
        {t(done > 0 && done < seeds ? 'runRest' : 'repeat')}
      </Button>
      <JobQueueState {...{ progress, done, cancel }} total={seeds} />
    </>
  );
}
