import { Accordion, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { describe } from '../../schema/describe';
import { experimentSchema, trainingSchema } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { useTransfer } from '../../store/transfer';
import { EditingProvider, ExperimentSections, FieldControl, Section } from '../setup';
import { Problems } from '../study';
import { editingOf } from './editing';

/** In one column the target would be far below. */
const openSections = (): string[] => (matchMedia('(max-width: 1080px)').matches ? [] : ['data']);

/** The source: its data, and the network and training that all methods share. */
export function SourceCard() {
  const { t } = useTranslation('transfer');
  const source = useTransfer((transfer) => transfer.draft.source);
  const problem = useTransfer((transfer) => transfer.problems.source);
  const { change } = useTransfer.getState();
  const takeLab = () => change('source', (draft) => ({ ...draft, source: useLab.getState().spec }));
  const openInLab = () => {
    useLab.getState().open(source);
    useLab.getState().go('lab');
  };
  return (
    <section aria-label={t('source')} data-testid="source-card">
      <Text fw={600} size="sm">
        {t('source')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {describe(source)}
      </Text>
      <Group gap={6} mb={6}>
        <Button size="compact-xs" variant="default" title={t('takeLabHelp')} onClick={takeLab}>
          {t('takeLab')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={openInLab}>
          {t('openInLab')}
        </Button>
      </Group>
      <Problems of={[problem]} />
      <EditingProvider value={editingOf('source.')}>
        <Accordion
          multiple
          defaultValue={openSections()}
          variant="filled"
          chevronSize={16}
          className="controls"
        >
          <ExperimentSections />
          <Section name="run">
            <FieldControl path="seed" schema={experimentSchema.shape.seed} />
            <FieldControl path="training.steps" schema={trainingSchema.shape.steps} />
          </Section>
        </Accordion>
      </EditingProvider>
    </section>
  );
}
