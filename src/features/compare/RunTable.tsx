import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { csvText } from '../../base/csv';
import { download, formatNorm, formatNumber, formatPercent } from '../../charts';
import { metrics } from '../../engine/metrics';
import { cellOf, isScore, noteOf } from '../../engine/numeric/score';
import { taskScores } from '../../engine/summary';
import { useText } from '../../locales/useText';
import { useTranslation } from '../../locales/useTranslation';
import { valueAt } from '../../schema/fields';
import { differingPaths, labelOf, valueInWords } from '../../schema/runTitle';
import { type ComparedRun, useCompare } from '../../store/compare';
import {
  Diverged,
  MeasuredValue,
  type OutcomeMeasure,
  OutcomeTable,
  openInLab,
  Term,
  Verdict,
} from '../study';
import { runName, runStyle } from './names';
import {
  judgeAll,
  judgedBy,
  outcomes,
  samplesOf,
  type TableMetric,
  tableMetrics,
  taskScoresOfRun,
} from './outcomes';

/** A table with one column for each field that differs and for each outcome. */
export function RunTable() {
  const { t } = useTranslation('compare');
  const text = useText();
  const runs = useCompare((compare) => compare.runs);
  const seeds = useCompare((compare) => compare.seeds);
  const judged = useMemo(() => judgeAll(runs, seeds), [runs, seeds]);
  const [first] = runs;
  if (!first) return null;
  const specs = runs.map(({ spec }) => spec);
  const paths = differingPaths(specs);
  const differing = paths.map(
    (path): OutcomeMeasure => ({
      key: path,
      heading: labelOf(specs, path, text),
      data: { 'data-differs': path },
      cell: (i) => valueInWords(runs[i]!.spec, path, text),
    }),
  );
  const measured = (Object.keys(tableMetrics) as TableMetric[]).map(
    (metric): OutcomeMeasure => ({
      key: metric,
      heading: (
        <Term
          name={metric === 'signalRatio' ? t('startRatio') : text(metrics[metric].title)}
          meaning={metric === 'signalRatio' ? t('startRatioHelp') : text(metrics[metric].summary)}
        />
      ),
      data: { 'data-metric': metric },
      cell: (i) => (
        <MeasuredValue
          scores={outcomes(runs[i]!, metric)}
          format={formatOf(metric)}
          samples={metric === 'accuracy' ? samplesOf(runs[i]!) : undefined}
        />
      ),
    }),
  );
  const diverged: OutcomeMeasure = {
    key: 'divergedAt',
    heading: <Term name={text(metrics.divergedAt.title)} meaning={text(metrics.divergedAt.summary)} />,
    cell: (i) => {
      const { steps, of } = divergencesOf(runs[i]!);
      return steps.length > 0 ? <Diverged steps={steps} runs={of} /> : '–';
    },
  };
  const against: OutcomeMeasure = {
    key: 'against',
    heading: <Term name={t('againstA')} meaning={t('verdictHelp')} />,
    style: { maxWidth: 240 },
    cell: (i) =>
      judged[i] ? (
        <>
          <Verdict judged={judged[i]} planned={seeds} percent={judgedBy(runs) === 'accuracy'} />
          <Text size="xs" c="dimmed">
            {text(metrics[judgedBy(runs)].title)}
          </Text>
        </>
      ) : i === 0 ? (
        '–'
      ) : (
        <Text size="xs">{t('needsSeeds')}</Text>
      ),
  };
  const anyDiverged = runs.some((run) => divergencesOf(run).steps.length > 0);
  return (
    <div>
      <OutcomeTable
        testId="runs"
        columns="entries"
        corner={t('run')}
        entries={runs.map((_, i) => ({ key: runName(i), heading: <RunHeading index={i} /> }))}
        measures={[
          ...differing,
          ...measured,
          ...(anyDiverged ? [diverged] : []),
          ...(runs.length > 1 ? [against] : []),
        ]}
        note={paths.length === 0 ? t(runs.length > 1 ? 'same' : 'alone') : undefined}
      />
      <Button
        size="compact-xs"
        variant="default"
        mt={4}
        onClick={() => download('comparison.csv', tableFile(runs, paths), 'text/csv')}
      >
        {t('saveNumbers')}
      </Button>
    </div>
  );
}

/** A run's name and mark, and the actions on it. */
function RunHeading({ index }: { readonly index: number }) {
  const { t } = useTranslation('compare');
  const spec = useCompare((compare) => compare.runs[index]!.spec);
  const alone = useCompare((compare) => compare.runs.length === 1);
  const { remove } = useCompare.getState();
  return (
    <Group gap={4} wrap="nowrap">
      <span
        aria-hidden
        style={{ width: 12, height: 4, background: runStyle(index).color, display: 'inline-block' }}
      />
      {runName(index)}
      <Button size="compact-xs" variant="subtle" onClick={() => openInLab(spec)}>
        {t('open')}
      </Button>
      {!alone && (
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={t('remove', { run: runName(index) })}
          onClick={() => remove(index)}
        >
          <IconX size={12} />
        </ActionIcon>
      )}
    </Group>
  );
}

/** Shows a share as a percentage, and a logarithm as the ratio of which it is the logarithm. */
const formatOf = (metric: TableMetric): ((value: number) => string) => {
  if (metric === 'accuracy') return formatPercent;
  return metric === 'signalRatio' ? (value) => formatNorm(10 ** value) : formatNumber;
};

/** A setting as a file contains it. */
const shown = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** The steps at which its repeats diverged; without repeats, the step at which the watched run diverged. */
function divergencesOf({ live, repeats }: ComparedRun): { readonly steps: number[]; readonly of: number } {
  const looked = repeats.length > 0 ? repeats : [live];
  return { steps: looked.flatMap((one) => one?.divergence?.step ?? []), of: looked.length };
}

/** The table as a file, with one line for each run and seed. */
function tableFile(runs: readonly ComparedRun[], paths: readonly string[]): string {
  const names = Object.keys(tableMetrics) as TableMetric[];
  // AUC, RMSE and R² where a run has them.
  const scores = runs.map(taskScoresOfRun);
  const own = taskScores.filter((name) => scores.some((seeds) => seeds.some((one) => isScore(one[name]))));
  const rows = runs.flatMap((run, i) => {
    const columns = names.map((metric) => outcomes(run, metric));
    return columns[0]!.map((_, seed) => [
      runName(i),
      run.spec.seed + seed,
      ...paths.map((path) => shown(valueAt(run.spec, path))),
      ...columns.map((column) => cellOf(column[seed]!)),
      ...own.map((name) => cellOf(scores[i]![seed]![name])),
      noteOf(columns[0]![seed]!),
    ]);
  });
  return csvText([['run', 'seed', ...paths, ...names, ...own, 'note'], ...rows]);
}
