import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Bands, GroupedBars, seriesMarker, ViewKey } from '../../../charts';
import { SegmentedControl } from '../../../charts/SegmentedControl';
import { type CurvePoint, transferCurves } from '../../../engine/transfer/outcomes';
import { useText } from '../../../locales/useText';
import { useTranslation } from '../../../locales/useTranslation';
import { sweptName, transferRuns } from '../../../schema/transfer';
import { useTransfer } from '../../../store/transfer';
import { type SeriesStyle, Tiles, UntilRepeated } from '../../study';
import { fieldScale } from '../transferSweepFields';
import { useMeta, useSeriesStyles } from './seriesStyles';
import { useView } from './view';

const domains = [
  ['target', 'targetAccuracy'],
  ['source', 'sourceAccuracy'],
] as const;

/**
 * Accuracy at the end against the values of the sweep, as far as they have been run. Without a sweep, the accuracy at the end
 * of the repeats.
 */
export function Curves() {
  const sweep = useTransfer((transfer) => transfer.spec.sweep);
  return sweep ? <Swept /> : <AtTheEnd />;
}

function Swept() {
  const { t } = useTranslation('transferViews');
  const text = useText();
  const spec = useTransfer((transfer) => transfer.spec);
  const results = useTransfer((transfer) => transfer.results);
  const target = useTransfer((transfer) => transfer.data?.target);
  const { layout, choose } = useView();
  const apart = layout === 'apart';
  const looks = useSeriesStyles();
  const meta = useMeta();
  const key = useMemo(
    () => looks.map((look, i) => ({ ...look, marker: seriesMarker(i), shape: 'line' as const })),
    [looks],
  );
  const sweep = spec.sweep!;
  const field = text(sweptName(spec, sweep.over));
  // If the budget is unset, every training sample of the target has its label.
  const all = target ? Math.round(target.trainCount / target.outcomeNames.length) : undefined;
  const drawn = useMemo(
    () =>
      domains.map(([domain, of]) => ({
        domain,
        series: transferCurves(spec, results, of).map((points, i) => curveOf(looks[i]!, points, all)),
      })),
    [spec, results, looks, all],
  );
  if (results.length === 0)
    return (
      <UntilRepeated run={() => void useTransfer.getState().repeat('results')}>
        {t('notSwept', { field })}
      </UntilRepeated>
    );
  const numbers = { done: results.length, runs: transferRuns(spec).length, seeds: spec.seeds };
  return (
    <>
      <Group gap={16} mb={6}>
        <SegmentedControl
          aria-label={t('arrangement')}
          value={layout}
          onChange={(value) => choose({ layout: value })}
          data={[
            { value: 'together', label: t('together') },
            { value: 'apart', label: t('apart') },
          ]}
        />
        <Text size="xs" c="dimmed" data-testid="curves-drawn">
          {t('sweptHelp', numbers)}
          {sweep.values.includes(null) && all !== undefined ? ` ${t('allAt', { all })}` : ''}
        </Text>
      </Group>
      <ViewKey entries={key}>
        <Tiles least={apart ? 600 : 460}>
          {drawn.map(({ domain, series }) => (
            <Bands
              key={domain}
              meta={meta(
                `transfer-curves-${domain}`,
                t(`curves.${domain}`, { field }),
                `${t(`overHelp.${domain}`)} ${t('definitions.accuracy')} ${t('sweptHelp', numbers)}`,
              )}
              series={series}
              axis={{
                label: t('quantities.accuracy'),
                unit: t('units.accuracy'),
                scale: 'linear',
                domain: [0, 1],
                percent: true,
              }}
              x={{ label: field, scale: fieldScale(spec, sweep) }}
              bounds={[t('low'), t('high')]}
              tiles={apart}
              points
              height={320}
            />
          ))}
        </Tiles>
      </ViewKey>
    </>
  );
}

/** A method's points, as far as they exist. The value null is drawn at `all`. */
function curveOf(look: SeriesStyle, points: readonly CurvePoint[], all: number | undefined) {
  const there = points.flatMap(({ summary, value }) => {
    const x = value ?? all;
    return summary && x !== undefined ? [{ x, summary }] : [];
  });
  return {
    ...look,
    x: there.map(({ x }) => x),
    values: there.map(({ summary }) => summary.median),
    low: there.map(({ summary }) => summary.low),
    high: there.map(({ summary }) => summary.high),
  };
}

function AtTheEnd() {
  const { t } = useTranslation('transferViews');
  const spec = useTransfer((transfer) => transfer.spec);
  const repeats = useTransfer((transfer) => transfer.repeats);
  const results = useTransfer((transfer) => transfer.results);
  const looks = useSeriesStyles();
  const meta = useMeta();
  const runs = repeats.length > results.length ? repeats : results;
  const drawn = useMemo(
    () =>
      domains.map(([domain, of]) => ({
        domain,
        rows: transferCurves(spec, runs, of).flatMap(([point], i) =>
          point?.summary
            ? [
                {
                  ...looks[i]!,
                  value: point.summary.median,
                  low: point.summary.low,
                  high: point.summary.high,
                },
              ]
            : [],
        ),
      })),
    [spec, runs, looks],
  );
  if (runs.length === 0)
    return <UntilRepeated run={() => void useTransfer.getState().repeat()}>{t('notRepeated')}</UntilRepeated>;
  const numbers = { done: runs.length, seeds: spec.seeds };
  return (
    <>
      <Text size="xs" c="dimmed" mb={6} data-testid="curves-drawn">
        {t('endHelp', numbers)}
      </Text>
      <Tiles>
        {drawn.map(({ domain, rows }) => (
          <GroupedBars
            key={domain}
            meta={meta(
              `transfer-end-${domain}`,
              t(`ends.${domain}`),
              `${t(`overHelp.${domain}`)} ${t('definitions.accuracy')} ${t('endHelp', numbers)}`,
            )}
            axis={{
              label: t('quantities.accuracy'),
              unit: t('units.accuracy'),
              domain: [0, 1],
              percent: true,
            }}
            rows={rows}
          />
        ))}
      </Tiles>
    </>
  );
}
