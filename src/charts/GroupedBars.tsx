import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisLook, gridLook } from './axes';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { formatNumber } from './format';
import { TooltipBox } from './TooltipBox';
import type { GroupedBarsProps } from './types';

/** Every row with its interval. */
export const barTable = ({ axis, rows }: GroupedBarsProps): ChartTable => ({
  columns: ['name', axis.unit ?? axis.label, 'low', 'high'],
  rows: rows.map(({ label, value, low, high }) => [label, value, low ?? '', high ?? '']),
});

/** Bars one beneath the other, each with the interval of its repeats, against one value to mark. */
export function GroupedBars(props: GroupedBarsProps & { readonly height?: number }) {
  const { meta, axis, rows, reference } = props;
  const { t } = useTranslation('charts');
  const narrow = useMediaQuery('(max-width: 600px)');
  const letters = Math.max(0, ...rows.map(({ label }) => label.length));
  const data = rows.map((row, i) => ({
    i,
    value: Number.isFinite(row.value) ? row.value : null,
    ...(Number.isFinite(row.low) && Number.isFinite(row.high)
      ? { interval: [row.value - row.low!, row.high! - row.value] }
      : {}),
  }));
  const label = (i: number) => rows[i]?.label ?? '';
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={props.height ?? 40 + 26 * rows.length}
      table={() => barTable(props)}
      legend={
        reference && (
          <span style={{ fontSize: 12, textAlign: 'center', color: 'var(--mantine-color-dimmed)' }}>
            ┆ {reference.label}: {formatNumber(reference.value)}
          </span>
        )
      }
    >
      {(scale) => (
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={data}
            layout="vertical"
            barCategoryGap={5}
            margin={{ top: 4, right: 14, bottom: 14, left: 0 }}
          >
            <CartesianGrid {...gridLook} horizontal={false} />
            <XAxis
              {...axisLook}
              type="number"
              scale={scale}
              domain={axis.domain ? [...axis.domain] : scale === 'log' ? ['auto', 'auto'] : [0, 'auto']}
              allowDataOverflow
              tickFormatter={formatNumber}
              label={{
                value: axis.label,
                position: 'insideBottom',
                offset: -8,
                fontSize: 11,
                fill: 'var(--mantine-color-dimmed)',
              }}
            />
            <YAxis
              {...axisLook}
              type="category"
              dataKey="i"
              width={Math.min(narrow ? 160 : 250, 18 + 6.5 * letters)}
              interval={0}
              tickFormatter={label}
            />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--mantine-color-default-hover)' }}
              content={({ active, payload }) => {
                const row = rows[(payload?.[0]?.payload as { i: number } | undefined)?.i ?? -1];
                if (!active || !row) return null;
                return (
                  <TooltipBox
                    title={row.label}
                    rows={[
                      {
                        label: axis.label,
                        value: `${formatNumber(row.value)}${axis.unit ? ` ${axis.unit}` : ''}`,
                      },
                      ...(row.low !== undefined && row.high !== undefined
                        ? [
                            {
                              label: t('interval'),
                              value: `${formatNumber(row.low)} … ${formatNumber(row.high)}`,
                            },
                          ]
                        : []),
                    ]}
                  />
                );
              }}
            />
            {reference && (
              <ReferenceLine x={reference.value} stroke="var(--mantine-color-text)" strokeDasharray="3 3" />
            )}
            <Bar dataKey="value" isAnimationActive={false} barSize={14}>
              {rows.map(({ id, color }) => (
                <Cell key={id} fill={color} />
              ))}
              <ErrorBar
                isAnimationActive={false}
                dataKey="interval"
                direction="x"
                width={4}
                stroke="var(--mantine-color-text)"
              />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      )}
    </ChartFrame>
  );
}
