import { Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { useLiveQuery } from 'dexie-react-hooks';
import { useShownName, useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { describe } from '../../schema/describe';
import { presets } from '../../schema/presets';
import type { StoredRun } from '../../store/database';
import { useDistillation } from '../../store/distillation';
import { useLibrary } from '../../store/library';
import type { Role } from './role';

/** The finished runs in this browser, newest first. Choosing one copies all its settings. */
export function FromLibrary({ of: role, onClose }: { readonly of: Role; readonly onClose: () => void }) {
  const { t } = useTranslation('distillation');
  const runs = useLiveQuery(finishedRuns);
  const shown = useShownName(presets);
  const text = useText();
  const { take } = useDistillation.getState();
  return (
    <Modal opened onClose={onClose} title={t('takeLibrary')}>
      {runs?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('libraryEmpty')}
        </Text>
      )}
      <Stack gap={8}>
        {runs?.map((run) => (
          <UnstyledButton
            key={run.id}
            onClick={async () => {
              take(role, (await useLibrary.getState().whole(run)).spec);
              onClose();
            }}
          >
            <Text size="sm" fw={500}>
              {shown(run.name)}
            </Text>
            <Text size="xs" c="dimmed">
              {describe(run.spec, text)}
            </Text>
          </UnstyledButton>
        ))}
      </Stack>
    </Modal>
  );
}

async function finishedRuns(): Promise<readonly StoredRun[]> {
  const { runs } = await useLibrary.getState().list();
  return runs.filter(({ end }) => end !== 'running').sort((a, b) => b.updated - a.updated);
}
