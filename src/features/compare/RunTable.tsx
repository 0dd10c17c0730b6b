import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { csvText } from '../../base/csv';
import { download, formatNumber } from '../../charts';
import { metrics } from '../../engine/metrics';
import { cellOf, noteOf } from '../../engine/numeric/score';
import { useText } from '../../locales/useText';
import { differences } from '../../schema/differences';
import { fieldsOf, valueAt } from '../../schema/fields';
import { type ComparedRun, useCompare } from '../../store/compare';
import { useLab } from '../../store/lab';
import { MeasuredValue, Verdict } from '../study';
import { runName, runStyle } from './names';
import { judgeAll, judgedBy, outcomes, samplesOf, type TableMetric, tableMetrics } from './outcomes';

/** The fields that differ and how the runs did, a column each. */
export function RunTable() {
  const { t } = useTranslation('compare');
  const text = useText();
  const runs = useCompare((compare) => compare.runs);
  const remove = useCompare((compare) => compare.remove);
  const seeds = useCompare((compare) => compare.seeds);
  const judged = useMemo(() => judgeAll(runs, seeds), [runs, seeds]);
  const [first] = runs;
  if (!first) return null;
  const paths = [
    ...new Set(runs.flatMap(({ spec }) => differences(first.spec, spec).map(({ path }) => path))),
  ];
  const labels = new Map(
    runs.flatMap(({ spec }) => fieldsOf(spec).map(({ path, label }) => [path, label] as const)),
  );
  const openInLab = (run: ComparedRun) => {
    useLab.getState().open(run.spec);
    useLab.getState().go('lab');
  };
  return (
    <div style={{ overflowX: 'auto' }}>
      <Table withTableBorder verticalSpacing={4} data-testid="runs" style={{ width: 'auto' }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('run')}</Table.Th>
            {runs.map((run, i) => (
              <Table.Th key={runName(i)}>
                <Group gap={4} wrap="nowrap">
                  <span
                    aria-hidden
                    style={{ width: 12, height: 4, background: runStyle(i).color, display: 'inline-block' }}
                  />
                  {runName(i)}
                  <Button size="compact-xs" variant="subtle" onClick={() => openInLab(run)}>
                    {t('open')}
                  </Button>
                  {runs.length > 1 && (
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('remove', { run: runName(i) })}
                      onClick={() => remove(i)}
                    >
                      <IconX size={12} />
                    </ActionIcon>
                  )}
                </Group>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {paths.length === 0 && (
            <Table.Tr>
              <Table.Td colSpan={runs.length + 1}>
                <Text size="xs" c="dimmed">
                  {t(runs.length > 1 ? 'same' : 'alone')}
                </Text>
              </Table.Td>
            </Table.Tr>
          )}
          {paths.map((path) => (
            <Table.Tr key={path} data-differs={path}>
              <Table.Th title={path} fw={500}>
                {labels.has(path) ? text(labels.get(path)!) : path}
              </Table.Th>
              {runs.map(({ spec }, i) => (
                <Table.Td key={runName(i)}>{shown(valueAt(spec, path))}</Table.Td>
              ))}
            </Table.Tr>
          ))}
          {(Object.keys(tableMetrics) as TableMetric[]).map((metric) => (
            <Table.Tr key={metric} data-metric={metric}>
              <Table.Th title={text(metrics[metric].summary)} fw={500}>
                {text(metrics[metric].title)}
              </Table.Th>
              {runs.map((run, i) => (
                <Table.Td key={runName(i)}>
                  <MeasuredValue
                    scores={outcomes(run, metric)}
                    format={formatNumber}
                    samples={metric === 'accuracy' ? samplesOf(run) : undefined}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {runs.some(({ live, repeats }) => live?.divergence || repeats.some((one) => one?.divergence)) && (
            <Table.Tr>
              <Table.Th fw={500} title={text(metrics.divergedAt.summary)}>
                {text(metrics.divergedAt.title)}
              </Table.Th>
              {runs.map((run, i) => (
                <Table.Td key={runName(i)}>
                  <Diverged run={run} />
                </Table.Td>
              ))}
            </Table.Tr>
          )}
          {runs.length > 1 && (
            <Table.Tr>
              <Table.Th fw={500} title={t('verdictHelp')}>
                {t('againstA')}
              </Table.Th>
              {runs.map((_, i) => (
                <Table.Td key={runName(i)} style={{ maxWidth: 240 }}>
                  {judged[i] ? (
                    <>
                      <Verdict judged={judged[i]} planned={seeds} format={formatNumber} />
                      <Text size="xs" c="dimmed">
                        {text(metrics[judgedBy(runs)].title)}
                      </Text>
                    </>
                  ) : i === 0 ? (
                    '–'
                  ) : (
                    <Text size="xs">{t('needsSeeds')}</Text>
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
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

const shown = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** At which step the watched run diverged, or how many of the seeds did. */
function Diverged({ run: { live, repeats } }: { readonly run: ComparedRun }) {
  const { t } = useTranslation('compare');
  const count = repeats.filter((one) => one?.divergence).length;
  const step = live?.divergence?.step;
  if (repeats.length === 0) return step === undefined ? '–' : t('divergedAt', { step });
  return count > 0 ? t('diverged', { count }) : '–';
}

/** The table as a file: one line a run and seed. */
function tableFile(runs: readonly ComparedRun[], paths: readonly string[]): string {
  const names = Object.keys(tableMetrics) as TableMetric[];
  const rows = runs.flatMap((run, i) => {
    const columns = names.map((metric) => outcomes(run, metric));
    return columns[0]!.map((_, seed) => [
      runName(i),
      run.spec.seed + seed,
      ...paths.map((path) => shown(valueAt(run.spec, path))),
      ...columns.map((column) => cellOf(column[seed]!)),
      noteOf(columns[0]![seed]!),
    ]);
  });
  return csvText([['run', 'seed', ...paths, ...names, 'note'], ...rows]);
}
