import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useModels } from '../../store/models';
import { EmptyModels } from './EmptyModels';
import { FilesBar } from './FilesBar';
import { RunView } from './RunView';

/** The room of real models: logs that `gradient_lab.watch` wrote of a PyTorch model, under the lab's instruments. */
export default function ModelsPage() {
  const { t } = useTranslation('models');
  const { runs, shown, beside } = useModels();
  const run = runs.find(({ id }) => id === shown);
  return (
    <Stack gap={12} data-testid="models">
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <FilesBar />
      {run ? (
        <RunView key={run.id} run={run} beside={runs.find(({ id }) => id === beside)} />
      ) : (
        <EmptyModels />
      )}
    </Stack>
  );
}
