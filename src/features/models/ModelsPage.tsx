import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from '../../locales/useTranslation';
import { useModels } from '../../store/models';
import { useChoicesInAddress } from './address';
import { EmptyModels } from './EmptyModels';
import { FilesBar } from './FilesBar';
import { Messages } from './Messages';
import { RunView } from './RunView';
import { sourcesOfAddress } from './sources';
import { useFreshView } from './useFreshView';

let addressed = false;

/** Opens the logs that the address names, once. */
function openAddressed(): void {
  if (addressed) return;
  addressed = true;
  const sources = sourcesOfAddress(location.search);
  if (sources.length > 0) void useModels.getState().open(sources);
}

/** The room of real models: logs that `gradient_lab.watch` wrote of a PyTorch model, under the lab's instruments. */
export default function ModelsPage() {
  const { t } = useTranslation('models');
  const { runs, shown, beside } = useModels();
  useEffect(openAddressed, []);
  useChoicesInAddress();
  useFreshView(shown);
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
      <Messages />
    </Stack>
  );
}
