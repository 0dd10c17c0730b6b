import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { csvText, download, formatNumber } from '../../charts';
import { metrics } from '../../engine/metrics';
import { bootstrapInterval, compareRuns, median } from '../../engine/statistics';
import { useText } from '../../locales/useText';
import { differences } from '../../schema/differences';
import { fieldsOf, valueAt } from '../../schema/fields';
import { type ComparedRun, useCompare } from '../../store/compare';
import { useLab } from '../../store/lab';
import { runLook, runName } from './names';
import { outcomes, pairs, type Told, told } from './outcomes';

/** The fields that differ and how the runs did, a column each. */
export function RunTable() {
  const { t } = useTranslation('compare');
  const text = useText();
  const runs = useCompare((compare) => compare.runs);
  const remove = useCompare((compare) => compare.remove);
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
                    style={{ width: 12, height: 4, background: runLook(i).color, display: 'inline-block' }}
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
          {(Object.keys(told) as Told[]).map((metric) => (
            <Table.Tr key={metric} data-metric={metric}>
              <Table.Th title={text(metrics[metric].summary)} fw={500}>
                {text(metrics[metric].title)}
              </Table.Th>
              {runs.map((run, i) => (
                <Table.Td key={runName(i)}>
                  <Value values={outcomes(run, metric)} diverged={run.live?.divergence?.step} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          {runs.length > 1 && (
            <Table.Tr>
              <Table.Th fw={500} title={t('verdictHelp')}>
                {t('againstA')}
              </Table.Th>
              {runs.map((run, i) => (
                <Table.Td key={runName(i)} style={{ maxWidth: 240 }}>
                  {i === 0 ? '–' : <Verdict a={first} b={run} name={runName(i)} />}
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

/** One number; of several seeds the median, with the interval that it is known to. */
function Value({
  values,
  diverged,
}: {
  readonly values: readonly (number | undefined)[];
  readonly diverged: number | undefined;
}) {
  const { t } = useTranslation('compare');
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return '–';
  const lost = known.filter((value) => !Number.isFinite(value)).length;
  if (known.length === 1) {
    return lost
      ? diverged === undefined
        ? '–'
        : t('divergedAt', { step: diverged })
      : formatNumber(known[0]!);
  }
  const { low, high } = bootstrapInterval(known);
  return (
    <span title={t('intervalHelp', { count: known.length })}>
      {formatNumber(median(known))}{' '}
      <Text span size="xs" c="dimmed">
        [{formatNumber(low)}, {formatNumber(high)}]{lost > 0 && ` ${t('diverged', { count: lost })}`}
      </Text>
    </span>
  );
}

/** What many seeds say of B against A, in one sentence. */
function Verdict({
  a,
  b,
  name,
}: {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly name: string;
}) {
  const { t } = useTranslation('compare');
  const text = useText();
  const classified = outcomes(a, 'accuracy').some((value) => value !== undefined && !Number.isNaN(value));
  const metric: Told = classified ? 'accuracy' : 'testLoss';
  const [before, after] = pairs(outcomes(a, metric), outcomes(b, metric));
  if (a.repeats.length === 0 || before.length < 2) return <Text size="xs">{t('needsSeeds')}</Text>;
  const {
    better,
    worse,
    pairs: count,
    difference,
    low,
    high,
    verdict,
  } = compareRuns(before, after, told[metric]);
  const sentence =
    verdict === 'undecided'
      ? t('verdicts.undecided', { name, better, worse, count })
      : t(`verdicts.${verdict}`, { name, times: verdict === 'better' ? better : worse, count });
  return (
    <Text size="xs" data-testid="verdict">
      {sentence} {text(metrics[metric].title)}: {formatNumber(difference)} [{formatNumber(low)},{' '}
      {formatNumber(high)}].
    </Text>
  );
}

/** The table as a file: one line a run and seed. */
function tableFile(runs: readonly ComparedRun[], paths: readonly string[]): string {
  const names = Object.keys(told) as Told[];
  const rows = runs.flatMap((run, i) => {
    const columns = names.map((metric) => outcomes(run, metric));
    return columns[0]!.map((_, seed) => [
      runName(i),
      run.spec.seed + seed,
      ...paths.map((path) => shown(valueAt(run.spec, path))),
      ...columns.map((column) => column[seed] ?? ''),
    ]);
  });
  return csvText([['run', 'seed', ...paths, ...names], ...rows]);
}
