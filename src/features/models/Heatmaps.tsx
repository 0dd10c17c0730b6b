import { Loader } from '@mantine/core';
import { useMemo } from 'react';
import { ModuleHeatmap } from '../../charts';
import { shortened } from '../../data/logs/names';
import { type LogQuantity, notMeasured } from '../../data/logs/quantities';
import type { LogMatrix } from '../../data/logs/run';
import { useTranslation } from '../../locales/useTranslation';
import type { ModelRun } from '../../store/models';
import { Tiles } from '../study';
import { useAxis, useModelMeta } from './texts';
import { useMatrix } from './useLog';
import { type Rows, titleOfRow, useRows } from './useRows';
import { rowOf } from './values';
import { type RunViewProps, useModelsView, useQuantity } from './view';

interface HeatmapsProps extends RunViewProps {
  readonly at: number;
  readonly rows: Rows;
}

/** The chosen quantity of every module over steps: of the run, and of the one beside it in the same colours. */
export function Heatmaps({ run, beside, at, rows }: HeatmapsProps) {
  const quantity = useQuantity(run);
  const matrix = useMatrix(run, quantity);
  const other = useMatrix(beside, quantity);
  const range = useMemo(() => {
    if (!matrix || !other) return undefined;
    const both = new Float64Array(matrix.values.length + other.values.length);
    both.set(matrix.values);
    both.set(other.values, matrix.values.length);
    return both.map((value) => (value === notMeasured ? Number.NaN : value));
  }, [matrix, other]);
  if (!matrix) return <Loader size="sm" />;
  return (
    <Tiles>
      <Heatmap run={run} quantity={quantity} matrix={matrix} rows={rows} at={at} range={range} />
      {beside && other && <Beside run={beside} quantity={quantity} matrix={other} range={range} />}
    </Tiles>
  );
}

/** The other run's own tree: its modules may be others. */
function Beside(props: Omit<HeatmapProps, 'rows' | 'at'>) {
  return <Heatmap {...props} rows={useRows(props.run.summary)} at={undefined} />;
}

interface HeatmapProps {
  readonly run: ModelRun;
  readonly quantity: LogQuantity;
  readonly matrix: LogMatrix;
  readonly rows: Rows;
  readonly at: number | undefined;
  readonly range: Float64Array | undefined;
}

function Heatmap({ run, quantity, matrix, rows: { rows, expanded }, at, range }: HeatmapProps) {
  const { t } = useTranslation('models');
  const { selected, choose } = useModelsView();
  const { summary } = run;
  const { columns } = matrix;
  const axis = useAxis(quantity);
  const steps = useMemo(() => Array.from(columns, (column) => summary.steps[column]!), [columns, summary]);
  const cells = useMemo(() => {
    const values = new Float64Array(rows.length * columns.length).fill(Number.NaN);
    const measured = new Uint8Array(values.length);
    rows.forEach(({ node, expanded }, r) => {
      if (expanded === true) return;
      rowOf(matrix.values, columns.length, node.modules, quantity).forEach((value, c) => {
        if (value === notMeasured) return;
        values[r * columns.length + c] = value;
        measured[r * columns.length + c] = 1;
      });
    });
    return { values, measured };
  }, [rows, matrix, columns, quantity]);
  const shown = useMemo(
    () =>
      rows.map((row) => ({
        key: row.node.key,
        label: row.node.label,
        type: row.node.type,
        title: titleOfRow(row),
        depth: row.depth,
        expanded: row.expanded,
      })),
    [rows],
  );
  const name = shortened(summary.name, 40);
  const meta = useModelMeta(
    `modules-${run.id}`,
    run,
    range ? t('heatmap.titleOf', { quantity: axis.label, run: name }) : axis.label,
    `${t(`quantities.${quantity}.help`)} ${t('heatmap.help')}`,
  );
  return (
    <ModuleHeatmap
      key={`${run.id} ${quantity}`}
      meta={meta}
      axis={axis}
      rows={shown}
      steps={steps}
      {...cells}
      range={range}
      selected={selected}
      onSelect={(key) => choose({ selected: key })}
      onToggle={(key) => {
        const next = new Set(expanded);
        if (!next.delete(key)) next.add(key);
        choose({ expanded: next });
      }}
      cursor={at === undefined ? undefined : nearest(columns, at)}
      onCursor={(column) =>
        at !== undefined && choose({ at: column === columns.length - 1 ? undefined : columns[column]! })
      }
    />
  );
}

/** The column whose recorded step is closest. */
const nearest = (columns: Int32Array, at: number): number =>
  columns.reduce((best, column, i) => (Math.abs(column - at) < Math.abs(columns[best]! - at) ? i : best), 0);
