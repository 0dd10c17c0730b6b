import { useMemo } from 'react';
import { Bands, seriesLook } from '../../charts';
import { shortened } from '../../data/logs/names';
import { type LogMatrix, spread } from '../../data/logs/run';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { useAxis, useModelMeta } from './texts';
import { mostColumns, useMatrix } from './useLog';
import { type Rows, titleOfRow } from './useRows';
import { rowOf, shownNumber } from './values';
import { type RunViewProps, useModelsView, useQuantity } from './view';

/** The most lines while no row is selected. */
const mostLines = 8;

const dash = '5 3';

/** The chosen quantity over time: of the selected row, else of some rows from the first to the last. */
export function OverTime({
  run,
  beside,
  at,
  rows: { rows, bars },
}: RunViewProps & { readonly at: number; readonly rows: Rows }) {
  const { t } = useTranslation('models');
  const { t: charts } = useTranslation('charts');
  const { selected } = useModelsView();
  const quantity = useQuantity(run);
  const matrix = useMatrix(run, quantity);
  const other = useMatrix(beside, quantity);
  const axis = useAxis(quantity);
  const { summary } = run;
  const meta = useModelMeta(
    'model-time',
    run,
    t('overTime.title', { quantity: axis.label }),
    t('overTime.help'),
  );
  const series = useMemo(() => {
    const row = rows.find(({ node }) => node.key === selected);
    const shown = row ? [row] : Array.from(spread(bars.length, mostLines), (place) => bars[place]!);
    const names = beside && new Map(beside.summary.header.modules.map(({ name }, module) => [name, module]));
    return shown.flatMap((one, i) => {
      const look = seriesLook(i);
      const label = titleOfRow(one);
      const lines = matrix
        ? [{ id: one.node.key, label, ...look, ...line(run, matrix, one.node.modules) }]
        : [];
      if (!beside || !other) return lines;
      const found = one.node.modules.flatMap(
        (module) => names!.get(summary.header.modules[module]!.name) ?? [],
      );
      if (found.length === 0) return lines;
      const theirs = `${label} (${shortened(beside.summary.name, 30)})`;
      return [
        ...lines,
        { id: `${one.node.key} b`, label: theirs, color: look.color, dash, ...line(beside, other, found) },
      ];
    });
    function line(of: ModelRun, { columns, values }: LogMatrix, modules: readonly number[]) {
      return {
        x: Array.from(columns, (column) => of.summary.steps[column]!),
        values: Array.from(rowOf(values, columns.length, modules, quantity), shownNumber),
      };
    }
  }, [run, beside, matrix, other, rows, bars, selected, quantity, summary]);
  return (
    <Bands
      meta={meta}
      series={series}
      axis={axis}
      x={{ label: charts('step') }}
      xMark={summary.steps[at]}
      height={240}
    />
  );
}

/** The loss over time, of both runs. */
export function LossOverTime({ run, beside, at }: RunViewProps & { readonly at: number }) {
  const { t } = useTranslation('models');
  const { t: charts } = useTranslation('charts');
  const meta = useModelMeta('model-loss', run, t('loss.title'), t('loss.help'));
  const series = useMemo(
    () =>
      [run, ...(beside ? [beside] : [])].map(({ id, summary: { name, steps, loss } }, i) => {
        const places = Array.from(spread(steps.length, mostColumns));
        return {
          id: String(id),
          label: shortened(name, 40),
          color: seriesLook(i).color,
          ...(i > 0 ? { dash } : {}),
          x: places.map((place) => steps[place]!),
          values: places.map((place) => loss[place]!),
        };
      }),
    [run, beside],
  );
  if (series.every(({ values }) => values.every(Number.isNaN))) return null;
  return (
    <Bands
      meta={meta}
      series={series}
      axis={{ label: t('loss.title'), scale: 'linear', switchable: true }}
      x={{ label: charts('step') }}
      xMark={run.summary.steps[at]}
      height={180}
    />
  );
}
