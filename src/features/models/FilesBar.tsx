import { Button, FileButton, Group, NativeSelect, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortened } from '../../data/logs/names';
import { useLanguage } from '../../locales/useText';
import { useModels } from '../../store/models';
import { Dismissible } from '../study';
import { canFollow, pickSources } from './sources';

/** Opens logs, chooses which run is shown and which one beside it, and tells of files that were refused. */
export function FilesBar() {
  const { t } = useTranslation('models');
  const language = useLanguage();
  const { runs, shown, beside, reading, problems, followed, readAgain } = useModels();
  const { open, openFiles, stopFollowing, show, compare, close, dismiss } = useModels.getState();
  const run = runs.find(({ id }) => id === shown);
  const names = runs.map(({ id, summary }) => ({ value: String(id), label: shortened(summary.name) }));
  return (
    <>
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
      </Group>
      {reading && (
        <Group gap={8}>
          <Text size="xs">{t('reading', { name: shortened(reading.name) })}</Text>
          <Progress
            w={200}
            value={100 * reading.share}
            aria-label={t('reading', { name: shortened(reading.name) })}
          />
          <Button size="compact-xs" variant="default" onClick={reading.stop}>
            {t('stop')}
          </Button>
        </Group>
      )}
      {run && followed.has(run.reading) && (
        <Group gap={8}>
          <Text size="xs" role="status">
            {t('following')}
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => stopFollowing(run.reading)}>
            {t('stopFollowing')}
          </Button>
        </Group>
      )}
      {readAgain && (
        <Dismissible color="yellow" onDismiss={dismiss}>
          <Text size="sm">{t('readAgain', { ...readAgain, name: shortened(readAgain.name) })}</Text>
        </Dismissible>
      )}
      {problems.length > 0 && (
        <Dismissible color="red" onDismiss={dismiss}>
          {problems.map((problem) => (
            <Text key={problem.message} size="sm">
              {problem.in(language)}
            </Text>
          ))}
        </Dismissible>
      )}
    </>
  );
}
