import { Stack, Text } from '@mantine/core';
import { useTranslation } from '../../locales/useTranslation';
import { Tiles } from '../study';
import { Causes } from './Causes';
import { Controls } from './Controls';
import { Distribution } from './Distribution';
import { Findings } from './Findings';
import { Heatmaps } from './Heatmaps';
import { LossOverTime, OverTime } from './OverTime';
import { RunFacts } from './RunFacts';
import { Triptych } from './Triptych';
import { useMoment } from './useLog';
import { useRows } from './useRows';
import { type RunViewProps, useModelsView } from './view';

/** Everything about one run: facts, diagnosis, and pictures by module and over time. */
export function RunView({ run, beside }: RunViewProps) {
  const { t } = useTranslation('models');
  const { steps } = run.summary;
  const chosen = useModelsView((view) => view.at);
  const at = Math.min(chosen ?? steps.length - 1, steps.length - 1);
  const moment = useMoment(run, at);
  const rows = useRows(run.summary);
  if (steps.length === 0)
    return (
      <Stack gap={8}>
        <RunFacts run={run} />
        <Text c="dimmed">{t('noSteps', { count: run.summary.header.modules.length })}</Text>
      </Stack>
    );
  return (
    <Stack gap={12}>
      <RunFacts run={run} />
      {moment && <Findings run={run} moment={moment} />}
      <Controls run={run} at={at} rows={rows} />
      <Heatmaps run={run} beside={beside} at={at} rows={rows} />
      <Tiles>
        {moment && <Triptych run={run} beside={beside} moment={moment} rows={rows} />}
        <div>
          <OverTime run={run} beside={beside} at={at} rows={rows} />
          <LossOverTime run={run} beside={beside} at={at} />
        </div>
      </Tiles>
      <Distribution run={run} beside={beside} rows={rows} />
      {moment && <Causes run={run} moment={moment} />}
    </Stack>
  );
}
