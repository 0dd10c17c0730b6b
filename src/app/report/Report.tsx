import { Alert, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { shortened } from '../../data/logs/names';
import { RunView } from '../../features/models/RunView';
import { useFreshView } from '../../features/models/useFreshView';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { useModels } from '../../store/models';

/** The logs of a report, one run at a time, and another beside it. */
export function Report({ logs }: { readonly logs: readonly File[] }) {
  const { t } = useTranslation('models');
  const language = useLanguage();
  const { runs, shown, beside, problems, openFiles, show, compare } = useModels();
  useEffect(() => {
    if (useModels.getState().runs.length === 0) void openFiles(logs);
  }, [logs, openFiles]);
  useFreshView(shown);
  const run = runs.find(({ id }) => id === shown);
  const names = runs.map(({ id, summary }) => ({ value: String(id), label: shortened(summary.name) }));
  return (
    <Stack gap={12} p={16} component="main">
      <Title order={1} size="h3">
        {run ? shortened(run.summary.name) : 'Gradient Lab'}
      </Title>
      {problems.map((problem) => (
        <Alert key={problem.message} color="red" p={6} role="alert">
          <Text size="sm">{problem.in(language)}</Text>
        </Alert>
      ))}
      {runs.length > 1 && (
        <>
          <NativeSelect
            size="xs"
            label={t('run')}
            data={names}
            value={String(shown)}
            onChange={({ currentTarget: { value } }) => show(Number(value))}
          />
          <NativeSelect
            size="xs"
            label={t('beside')}
            data={[
              { value: '', label: t('nothingBeside') },
              ...names.filter(({ value }) => value !== String(shown)),
            ]}
            value={beside === undefined ? '' : String(beside)}
            onChange={({ currentTarget: { value } }) => compare(value === '' ? undefined : Number(value))}
          />
        </>
      )}
      {run && <RunView key={run.id} run={run} beside={runs.find(({ id }) => id === beside)} />}
    </Stack>
  );
}
