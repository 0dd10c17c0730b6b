import { Button, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { SegmentedControl } from '../../charts/SegmentedControl';
import { dataSets } from '../../data/sets';
import { useTranslation } from '../../locales/useTranslation';
import { sharedFieldsOf } from '../../schema/fields';
import { targetSchema, transferSchema } from '../../schema/transfer';
import { useLab } from '../../store/lab';
import { useTransfer } from '../../store/transfer';
import { EditingProvider, FieldControl, KindControls } from '../setup';
import { Refused } from '../study';
import { editingOf } from './editing';
import { ShiftStack } from './ShiftStack';

/** The target: the shifted source or other data, and the number of labels that training may use. */
export function TargetCard() {
  const { t } = useTranslation('transfer');
  const by = useTransfer((transfer) => (transfer.draft.target.data ? 'data' : 'shifts'));
  const paired = useTransfer((transfer) => transfer.draft.paired);
  const data = useTransfer((transfer) => transfer.data);
  const { setTarget } = useTransfer.getState();
  return (
    <section aria-label={t('target')} data-testid="target-card">
      <Text fw={600} size="sm">
        {t('target')}
      </Text>
      {data && (
        <Text size="xs" c="dimmed" mb={4} data-testid="target-counts">
          {t('targetCounts', {
            labelled: data.labelled,
            train: data.target.trainCount,
            test: data.target.testCount,
          })}
        </Text>
      )}
      <Stack gap={8}>
        <SegmentedControl
          fullWidth
          aria-label={t('targetBy')}
          value={by}
          onChange={setTarget}
          data={[
            { value: 'shifts', label: t('byShifts') },
            { value: 'data', label: t('byData') },
          ]}
        />
        <Refused field="target" />
        {by === 'shifts' ? <ShiftStack of="target.shifts" /> : <OtherData />}
        <EditingProvider value={editingOf('target.')}>
          <FieldControl path="labelBudget" schema={targetSchema.shape.labelBudget} />
        </EditingProvider>
        {by === 'shifts' && (
          <EditingProvider value={editingOf('')}>
            <FieldControl path="paired" schema={transferSchema.shape.paired} />
          </EditingProvider>
        )}
        {paired && (
          <div>
            <Text size="xs" fw={500} mb={4} title={t('sourceViewHelp')}>
              {t('sourceView')}
            </Text>
            <ShiftStack of="sourceShifts" />
          </div>
        )}
      </Stack>
    </section>
  );
}

/** The target's own data set. */
function OtherData() {
  const { t } = useTranslation('transfer');
  const { t: setup } = useTranslation('setup');
  const data = useTransfer((transfer) => transfer.draft.target.data);
  const shared = useMemo(() => data && sharedFieldsOf(data), [data]);
  const { takeTarget } = useTransfer.getState();
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        title={t('takeDataHelp')}
        onClick={() => takeTarget(useLab.getState().spec.data)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('takeData')}
      </Button>
      <EditingProvider value={editingOf('target.')}>
        <KindControls
          path="data"
          label={setup('dataSet')}
          help={setup('dataSetHelp')}
          registry={dataSets}
          fileKinds={['table', 'csv', 'idx', 'inline']}
          shared={shared ?? {}}
        />
      </EditingProvider>
    </>
  );
}
