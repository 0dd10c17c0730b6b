import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, useText } from '../../locales/useText';
import { sweepFields } from '../../schema/transfer';
import { useTransfer } from '../../store/transfer';
import { JobQueueState, Problems } from '../study';
import { fieldName, readValues, usualValues, writtenValues } from './transferSweepFields';

/** One field of the target over some values, each over all seeds. */
export function TransferSweep() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const language = useLanguage();
  const draft = useTransfer((transfer) => transfer.draft);
  const problems = useTransfer((transfer) => transfer.problems);
  const results = useTransfer((transfer) => transfer.results);
  const busy = useTransfer((transfer) => transfer.repeating !== undefined);
  const progress = useTransfer(({ repeating }) => (repeating?.what === 'results' ? repeating : undefined));
  const apart = useTransfer(({ status, draft, spec }) => status === 'loading' || draft !== spec);
  const { edit, repeat, cancel } = useTransfer.getState();
  const { sweep, seeds } = draft;
  const total = (sweep?.values.length ?? 0) * seeds;
  const done = results.filter(({ index }) => index < total).length;
  const options = [
    { value: '', label: t('noSweep') },
    ...sweepFields(draft).map((over) => ({ value: over, label: text(fieldName(draft, over)) })),
  ];
  const choose = (over: string) =>
    edit('sweep', over === '' ? undefined : { over, values: usualValues(draft, over) });
  return (
    <Group gap={6}>
      <NativeSelect
        size="xs"
        aria-label={t('sweepOver')}
        title={t('sweepHelp')}
        data={options}
        value={sweep?.over ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {sweep && (
        <>
          <Values key={`${sweep.over} ${language}`} />
          <Button
            size="xs"
            variant="light"
            disabled={busy || apart || done >= total}
            onClick={() => void repeat('results')}
            title={t('runSweepHelp', { values: sweep.values.length, seeds })}
          >
            {t(done > 0 && done < total ? 'runRest' : 'runSweep')}
          </Button>
          <JobQueueState {...{ progress, done, total, cancel }} />
        </>
      )}
      <Problems of={[problems.sweep]} />
    </Group>
  );
}

/** The values as they are written; taken when one leaves the field. */
function Values() {
  const { t } = useTranslation('transfer');
  const sweep = useTransfer((transfer) => transfer.draft.sweep!);
  const { edit, refuse } = useTransfer.getState();
  const all = t('all');
  const written = writtenValues(sweep.values, all);
  const [typed, setTyped] = useState(written);
  useEffect(() => setTyped(written), [written]);
  const take = () => {
    if (typed === written) return;
    const values = readValues(typed, all);
    if (Array.isArray(values)) edit('sweep', { ...sweep, values });
    else refuse('sweep', values);
  };
  return (
    <TextInput
      size="xs"
      w={220}
      aria-label={t('sweepValues')}
      title={t('sweepValuesHelp')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  );
}
