import { NativeSelect, Text } from '@mantine/core';
import { useMemo } from 'react';
import { layerColor, Ridges, rowsToShow } from '../../charts';
import { entriesBeyond, type HistogramKind } from '../../data/logs/histograms';
import { shortened } from '../../data/logs/names';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { Tiles } from '../study';
import { useModelMeta } from './texts';
import { useHistograms } from './useLog';
import { type Rows, titleOfRow } from './useRows';
import { type RunViewProps, useModelsView } from './view';

/** The most ridges of a picture. */
const mostRidges = 40;

/** How a module's numbers are distributed, over time: of the selected row, else of the first; and of the run beside it. */
export function Distribution({ run, beside, rows: { rows, bars } }: RunViewProps & { readonly rows: Rows }) {
  const { t } = useTranslation('models');
  const selected = useModelsView((view) => view.selected);
  const chosen = useModelsView((view) => view.histogram);
  const choose = useModelsView((view) => view.choose);
  const { header, histogramKinds: kinds } = run.summary;
  const row = rows.find(({ node }) => node.key === selected) ?? bars[0];
  const theirs = useMemo(() => {
    if (!beside || !row) return [];
    const places = new Map(beside.summary.header.modules.map(({ name }, module) => [name, module]));
    return row.node.modules.flatMap((module) => places.get(header.modules[module]!.name) ?? []);
  }, [beside, row, header]);
  if (kinds.length === 0 || !row)
    return (
      <Text size="xs" c="dimmed">
        {t('histograms.none')}
      </Text>
    );
  const kind = kinds.includes(chosen) ? chosen : kinds[0]!;
  const title = titleOfRow(row);
  return (
    <div>
      <NativeSelect
        size="xs"
        mb={4}
        w={180}
        label={t('histograms.kind')}
        data={kinds.map((value) => ({ value, label: t(`histograms.kinds.${value}`) }))}
        value={kind}
        onChange={(event) => choose({ histogram: event.currentTarget.value as HistogramKind })}
      />
      <Tiles>
        <OverSteps run={run} kind={kind} modules={row.node.modules} title={title} />
        {beside && theirs.length > 0 && (
          <OverSteps
            run={beside}
            kind={kind}
            modules={theirs}
            title={`${title} (${shortened(beside.summary.name, 30)})`}
          />
        )}
      </Tiles>
    </div>
  );
}

interface OverStepsProps {
  readonly run: ModelRun;
  readonly kind: HistogramKind;
  readonly modules: readonly number[];
  readonly title: string;
}

/** A ridge for each step, the first at the top. */
function OverSteps({ run, kind, modules, title }: OverStepsProps) {
  const { t } = useTranslation('models');
  const { t: charts } = useTranslation('charts');
  const { steps, header } = run.summary;
  const found = useHistograms(run, kind, modules);
  const meta = useModelMeta(
    `model-distribution-${run.id}`,
    run,
    t('histograms.title', { kind: t(`histograms.kinds.${kind}`), module: title }),
    t('histograms.help'),
  );
  const ridges = useMemo(() => {
    const bins = header.histogramBins;
    if (!found || !bins) return [];
    const places = rowsToShow(
      found.columns.map((column) => steps[column]!),
      mostRidges,
    );
    const shown = places.map((place) => found.counts[place]!);
    const size = bins.high - bins.low;
    const isUsed = (bin: number) => shown.some((counts) => counts[bin]! > 0);
    const used = Array.from({ length: size }, (_, bin) => bin).filter(isUsed);
    // The bins between the smallest and the largest number that occur.
    const [from, to] = [used[0] ?? 0, (used.at(-1) ?? size - 1) + 1];
    return places.map((place, i) => ({
      step: steps[found.columns[place]!]!,
      name: nameOf(steps, found.columns, place),
      counts: {
        low: bins.low + from,
        high: bins.low + to,
        counts: shown[i]!.subarray(from, to),
        outside: shown[i]!.subarray(size).reduce((sum, count) => sum + count, 0),
      },
      color: layerColor(i, places.length),
    }));
  }, [found, header, steps]);
  if (!found) return null;
  const last = found.counts.at(-1);
  if (!last)
    return (
      <Text size="xs" c="dimmed">
        {t('histograms.noneOf', { module: title })}
      </Text>
    );
  const [, , zero, broken] = last.subarray(last.length - entriesBeyond);
  return (
    <div>
      <Ridges
        meta={meta}
        height={Math.max(200, Math.min(480, 90 + 14 * ridges.length))}
        rows={ridges}
        steps={ridges.map(({ step }) => step)}
        axisLabel={t('histograms.axis')}
        rowLabel={charts('step')}
      />
      <Text size="xs" c="dimmed">
        {t('histograms.zero', {
          step: steps[found.columns.at(-1)!],
          zero,
          broken,
          all: last.reduce((sum, count) => sum + count, 0),
        })}
      </Text>
    </div>
  );
}

/** A step's name; one that occurs again is marked, since names tell ridges apart. */
function nameOf(steps: Float64Array, columns: readonly number[], place: number): string {
  const step = steps[columns[place]!]!;
  let again = 0;
  while (place > again && steps[columns[place - again - 1]!] === step) again++;
  return `${step}${'′'.repeat(again)}`;
}
