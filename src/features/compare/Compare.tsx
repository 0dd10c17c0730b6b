import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useLanguage } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { openComparison, useCompare } from '../../store/compare';
import { useLab } from '../../store/lab';
import { Dismissible, KeptMessages, RoomMessages } from '../study';
import { AddRun } from './AddRun';
import { Charts } from './Charts';
import { firstRuns } from './firstRuns';
import { RunBar } from './RunBar';
import { RunTable } from './RunTable';
import { Seeds } from './Seeds';

/** Runs side by side: the fields in which they differ, their training, and their statistics over many seeds. */
export default function Compare() {
  const { t } = useTranslation('compare');
  const count = useCompare((compare) => compare.runs.length);
  useEffect(() => void openComparison(() => firstRuns(useLab.getState().spec)), []);
  return (
    <Stack gap={10}>
      <Text size="sm" c="dimmed">
        {t('intro')}
      </Text>
      <AddRun />
      <RunBar />
      <Seeds />
      {count > 0 && <RunTable />}
      {count > 0 && <Charts />}
      <Faults />
    </Stack>
  );
}

/** Says in one sentence what failed. The page keeps its earlier content. */
function Faults() {
  const { t } = useTranslation('compare');
  const language = useLanguage();
  const problem = useCompare((compare) => compare.problem);
  const fault = useCompare((compare) => compare.fault);
  const dismiss = useCompare((compare) => compare.dismiss);
  return (
    <RoomMessages>
      {(problem || fault) && (
        <Dismissible color="red" onDismiss={dismiss}>
          {problem ? problem.in(language) : t('fault', { message: fault })}
        </Dismissible>
      )}
      <KeptMessages room="compare" />
    </RoomMessages>
  );
}
