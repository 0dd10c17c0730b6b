import { Group, NativeSelect } from '@mantine/core';
import { useLanguage, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { sweepFields, sweptName } from '../../schema/transfer';
import { useTransfer } from '../../store/transfer';
import { JobQueueRun, Refused } from '../study';
import { TypedField } from '../typedField';
import { readValues, usualValues, writtenValues } from './transferSweepFields';

/** A sweep of one field of the target over several values, each over all seeds. */
export function TransferSweep() {
  const { t } = useTranslation('transfer');
  const text = useText();
  const language = useLanguage();
  const draft = useTransfer((transfer) => transfer.draft);
  const results = useTransfer((transfer) => transfer.results);
  const progress = useTransfer(({ repeating }) => (repeating?.what === 'results' ? repeating : undefined));
  const { edit, repeat } = useTransfer.getState();
  const { sweep, seeds } = draft;
  const total = (sweep?.values.length ?? 0) * seeds;
  const done = results.filter(({ index }) => index < total).length;
  const options = [
    { value: '', label: t('noSweep') },
    ...sweepFields(draft).map((over) => ({ value: over, label: text(sweptName(draft, over)) })),
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
          <JobQueueRun
            label={t('runSweep')}
            help={t('runSweepHelp', { values: sweep.values.length, seeds })}
            run={() => void repeat('results')}
            {...{ progress, done, total }}
          />
        </>
      )}
      <Refused field="sweep" />
    </Group>
  );
}

/** The values as a list, in which a word stands for all labels. */
function Values() {
  const { t } = useTranslation('transfer');
  const sweep = useTransfer((transfer) => transfer.draft.sweep!);
  const { edit } = useTransfer.getState();
  const [all, name] = [t('all'), t('sweepValues')];
  return (
    <TypedField
      width={220}
      name={name}
      title={t('sweepValuesHelp')}
      value={sweep.values}
      write={(values) => writtenValues(values, all)}
      read={(text) => readValues(text, all, name)}
      onChange={(values) => edit('sweep', { ...sweep, values })}
    />
  );
}
