import { Stack, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { transferSetSchema } from '../../schema/distillation';
import { useDistillation } from '../../store/distillation';
import { EditingProvider, FieldControl } from '../setup';
import { editingOf } from './editing';

/** The data that the students learn from, and a summary of them. */
export function TransferCard() {
  const { t, i18n } = useTranslation('distillation');
  const data = useDistillation((state) => state.data);
  const number = (value: number) => value.toLocaleString(i18n.language);
  const { labelsPerClass, withoutClass, unlabelled } = transferSetSchema.shape;
  return (
    <section aria-label={t('transfer')} data-testid="transfer-card">
      <Text fw={600} size="sm" mb={4}>
        {t('transfer')}
      </Text>
      {data && (
        <Text size="xs" c="dimmed" mb={6} title={t('transferHelp')} data-testid="transfer-counts">
          {t('transferCounts', {
            labelled: number(data.labelled),
            wrong: number(data.wrong),
            unlabelled: number(data.unlabelled),
          })}
        </Text>
      )}
      <EditingProvider value={editingOf('transfer.')}>
        <Stack gap={6}>
          <FieldControl path="labelsPerClass" schema={labelsPerClass} />
          <FieldControl path="withoutClass" schema={withoutClass} />
          <FieldControl path="unlabelled" schema={unlabelled} />
        </Stack>
      </EditingProvider>
    </section>
  );
}
