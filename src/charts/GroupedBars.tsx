import { useMediaQuery } from '@mantine/hooks';
import type { TFunction } from 'i18next';
import { useText } from '../locales/useText';
import { useTranslation } from '../locales/useTranslation';
import { colon } from '../schema/names';
import { ChartFrame } from './ChartFrame';
import { valueColumn } from './columns';
import type { ChartTable } from './export/csv';
import { withUnit } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { LyingPlot } from './plot/LyingPlot';
import { valueScale } from './scales';
import { TooltipBox } from './TooltipBox';
import type { GroupedBarsProps, KeyEntry } from './types';

/** Table rows: every bar with its interval. */
export const barTable = ({ axis, rows }: GroupedBarsProps, t: TFunction<'charts'>): ChartTable => ({
  columns: [
    { id: 'name', label: t('heads.name') },
    valueColumn(axis),
    { id: 'low', label: t('heads.low'), percent: axis.percent },
    { id: 'high', label: t('heads.high'), percent: axis.percent },
  ],
  rows: rows.map(({ label, value, low, high }) => [label, value, low ?? '', high ?? '']),
});

/** Draws horizontal bars, each with the interval of its repeats, and marks one reference value. */
export function GroupedBars(props: GroupedBarsProps & { readonly height?: number }) {
  const { meta, axis, rows, reference } = props;
  const { t } = useTranslation('charts');
  const text = useText();
  const emphasis = useEmphasis(rows.map(({ id }) => id));
  const narrow = useMediaQuery('(max-width: 600px)');
  const letters = Math.max(0, ...rows.map(({ label }) => label.length));
  const keys: KeyEntry[] = [
    ...(rows.some(isBetween)
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
            label: `${reference.label}${text(colon)}${withUnit(reference.value, axis)}`,
            color: 'var(--mantine-color-text)',
            dash: '3 3',
          },
        ]
      : []),
  ];
  const reach = rows.flatMap(({ value, low = value, high = value }) => [value, low, high]);
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={props.height ?? 40 + 26 * rows.length}
      table={() => barTable(props, t)}
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
      {(scale) => {
        const range = valueScale([...reach, ...(reference ? [reference.value] : [])], scale, {
          ...axis,
          include: scale === 'log' ? [] : [0],
        });
        return (
          <LyingPlot
            rows={rows.map(({ label }) => ({ name: label }))}
            axis={range}
            scale={scale}
            name={axis.label}
            left={Math.min(narrow ? 160 : 250, 18 + 6.5 * letters)}
            tip={(i) => {
              const row = rows[i]!;
              return (
                <TooltipBox
                  title={row.label}
                  rows={[
                    { label: axis.label, value: withUnit(row.value, axis) },
                    ...(isBetween(row)
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
          >
            {({ x, y, row: room }) => (
              <>
                {reference && (
                  <path
                    d={`M${x(reference.value)},${y(0) - room / 2}V${y(rows.length - 1) + room / 2}`}
                    stroke="var(--mantine-color-text)"
                    strokeDasharray="3 3"
                  />
                )}
                {rows.map((row, i) => (
                  <g key={row.id} opacity={emphasis(row.id)}>
                    <Bar row={row} x={x} y={y(i)} from={scale === 'log' ? range.domain[0] : 0} />
                  </g>
                ))}
              </>
            )}
          </LyingPlot>
        );
      }}
    </ChartFrame>
  );
}

type Row = GroupedBarsProps['rows'][number];

const isBetween = (row: Row): row is Row & { readonly low: number; readonly high: number } =>
  Number.isFinite(row.low) && Number.isFinite(row.high);

/** Half the height of a bar, and of the ends of its interval, in pixels. */
const [half, serif] = [7, 3];

interface BarProps {
  readonly row: Row;
  readonly x: (value: number) => number;
  readonly y: number;
  /** Where the bar begins. */
  readonly from: number;
}

/** A bar with the interval of its repeats. */
function Bar({ row, x, y, from }: BarProps) {
  if (!Number.isFinite(x(row.value))) return null;
  return (
    <>
      <path d={`M${x(from)},${y - half}H${x(row.value)}v${2 * half}H${x(from)}Z`} fill={row.color} />
      {isBetween(row) && Number.isFinite(x(row.low)) && Number.isFinite(x(row.high)) && (
        <path
          d={`M${x(row.low)},${y - serif}v${2 * serif}m0,${-serif}H${x(row.high)}m0,${-serif}v${2 * serif}`}
          fill="none"
          stroke="var(--mantine-color-text)"
          strokeWidth={1.2}
        />
      )}
    </>
  );
}
