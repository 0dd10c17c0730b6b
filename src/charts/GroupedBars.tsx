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
import { axisStyle, gridStyle, numberAxis, placeName, withUnit } from './axes';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { Legend } from './Legend';
import { valueScale } from './scales';
import { TooltipBox } from './TooltipBox';
import type { GroupedBarsProps, KeyEntry } from './types';

/** Table rows: every bar with its interval. */
export const barTable = ({ axis, rows }: GroupedBarsProps): ChartTable => ({
  columns: ['name', axis.unit ?? axis.label, 'low', 'high'],
  rows: rows.map(({ label, value, low, high }) => [label, value, low ?? '', high ?? '']),
});

/** Draws horizontal bars, each with the interval of its repeats, and marks one reference value. */
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
  const keys: KeyEntry[] = [
    ...(data.some(({ interval }) => interval)
      ? [
          {
            id: 'interval',
            label: t('interval'),
            color: 'var(--mantine-color-text)',
            shape: 'errorBar' as const,
          },
        ]
      : []),
    ...(reference
      ? [
          {
            id: 'reference',
            label: `${reference.label}: ${withUnit(reference.value, axis)}`,
            color: 'var(--mantine-color-text)',
            dash: '3 3',
          },
        ]
      : []),
  ];
  const reach = rows.flatMap(({ value, low = value, high = value }) => [value, low, high]);
  const label = (i: number) => rows[i]?.label ?? '';
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={props.height ?? 40 + 26 * rows.length}
      table={() => barTable(props)}
      plot={(scale) => ({
        panels: [
          {
            lying: true,
            x: { ...axis, scale },
            y: { label: '', names: rows.map((row) => row.label) },
            series: [
              {
                label: axis.label,
                color: rows[0]?.color ?? 'gray',
                draw: 'bars',
                x: rows.map((_, i) => i),
                y: rows.map(({ value }) => value),
                low: rows.map(({ low }) => low ?? Number.NaN),
                high: rows.map(({ high }) => high ?? Number.NaN),
              },
            ],
          },
        ],
      })}
      legend={<Legend entries={keys} />}
    >
      {(scale) => (
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={data}
            accessibilityLayer={false}
            layout="vertical"
            barCategoryGap={5}
            margin={{ top: 4, right: 14, bottom: 14, left: 0 }}
          >
            <CartesianGrid {...gridStyle} horizontal={false} />
            <XAxis
              {...numberAxis(
                valueScale([...reach, ...(reference ? [reference.value] : [])], scale, {
                  ...axis,
                  include: scale === 'log' ? [] : [0],
                }),
                scale,
              )}
              label={placeName(axis.label)}
            />
            <YAxis
              {...axisStyle}
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
                        value: withUnit(row.value, axis),
                      },
                      ...(row.low !== undefined && row.high !== undefined
                        ? [
                            {
                              label: t('interval'),
                              value: `${withUnit(row.low, axis)} … ${withUnit(row.high, axis)}`,
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
