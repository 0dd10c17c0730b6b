import { Button, Group, Text } from '@mantine/core';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { useLab } from '../../store/lab';
import { useTransfer } from '../../store/transfer';
import { ExperimentControls, openInLab, Refused } from '../study';
import { editingOf } from './editing';

/** The sections are closed in a one-column layout, so that the target is not far below. */
const openSections = (): string[] => (matchMedia('(max-width: 1080px)').matches ? [] : ['data']);

/** The source: its data, and the network and training that all methods share. */
export function SourceCard() {
  const { t } = useTranslation('transfer');
  const { t: tStudy } = useTranslation('study');
  const text = useText();
  const source = useTransfer((transfer) => transfer.draft.source);
  const { change } = useTransfer.getState();
  const takeLab = () => change('source', (draft) => ({ ...draft, source: useLab.getState().spec }));
  return (
    <section aria-label={t('source')} data-testid="source-card">
      <Text fw={600} size="sm">
        {t('source')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {describe(source, text)}
      </Text>
      <Group gap={6} mb={6}>
        <Button size="compact-xs" variant="default" title={t('takeLabHelp')} onClick={takeLab}>
          {t('takeLab')}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => openInLab(source)}>
          {tStudy('openInLab')}
        </Button>
      </Group>
      <Refused field="source" />
      <ExperimentControls editing={editingOf('source.')} open={openSections()} />
    </section>
  );
}
