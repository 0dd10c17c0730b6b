import { Button, FileButton, Group, NativeSelect, Text } from '@mantine/core';
import { shortened } from '../../data/logs/names';
import { useTranslation } from '../../locales/useTranslation';
import { useModels } from '../../store/models';
import { canFollow, pickSources } from './sources';

/** Opens logs, and chooses which run is shown and which one beside it. */
export function FilesBar() {
  const { t } = useTranslation('models');
  const { runs, shown, beside, reading, followed } = useModels();
  const { open, openFiles, stopFollowing, show, compare, close } = useModels.getState();
  const run = runs.find(({ id }) => id === shown);
  const names = runs.map(({ id, summary }) => ({ value: String(id), label: shortened(summary.name) }));
  return (
    <Group gap={8} align="end">
      <FileButton multiple onChange={(files) => void openFiles(files)}>
        {(props) => (
          <Button {...props} size="xs" disabled={reading !== undefined}>
            {t('open')}
          </Button>
        )}
      </FileButton>
      {canFollow() && (
        <Button
          size="xs"
          variant="default"
          title={t('openFollowHelp')}
          disabled={reading !== undefined}
          onClick={() => void pickSources().then(open)}
        >
          {t('openFollow')}
        </Button>
      )}
      {shown !== undefined && (
        <>
          <NativeSelect
            size="xs"
            label={t('run')}
            data={names}
            value={String(shown)}
            onChange={(event) => show(Number(event.currentTarget.value))}
          />
          <NativeSelect
            size="xs"
            label={t('beside')}
            disabled={runs.length < 2}
            data={[
              { value: '', label: t('nothingBeside') },
              ...names.filter(({ value }) => value !== String(shown)),
            ]}
            value={beside === undefined ? '' : String(beside)}
            onChange={({ currentTarget: { value } }) => compare(value === '' ? undefined : Number(value))}
          />
          <Button size="xs" variant="default" onClick={() => close(shown)}>
            {t('close')}
          </Button>
        </>
      )}
      {run && followed.has(run.reading) && (
        <>
          <Text size="xs" role="status">
            {t('following')}
          </Text>
          <Button size="xs" variant="default" onClick={() => stopFollowing(run.reading)}>
            {t('stopFollowing')}
          </Button>
        </>
      )}
    </Group>
  );
}
