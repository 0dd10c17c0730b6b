import { formatNumber, formatPercent } from './format';
import type { AxisScale } from './scales';
import type { Axis } from './types';

/** The style that all axes share; colours come from the page's theme. */
export const axisStyle = {
  stroke: 'var(--mantine-color-dimmed)',
  tick: { fontSize: 11, fill: 'var(--mantine-color-dimmed)' },
  tickLine: false,
} as const;

export const gridStyle = { stroke: 'var(--mantine-color-default-border)', strokeDasharray: '2 3' } as const;

const nameLook = { fontSize: 11, fill: 'var(--mantine-color-dimmed)' } as const;

/** The label of the horizontal axis, below it. */
export const placeName = (value: string) => ({
  value,
  position: 'insideBottom' as const,
  offset: -8,
  ...nameLook,
});

/** The label of the value axis, along it. */
export const valueName = (value: string, position: 'insideLeft' | 'insideRight' = 'insideLeft') => ({
  value,
  angle: -90,
  position,
  ...nameLook,
  style: { textAnchor: 'middle' as const },
});

/** Recharts' options for a numeric axis. Its scale alone defines the ends, the ticks and their format. */
export const numberAxis = ({ domain, ticks, format }: AxisScale, scale: 'linear' | 'log' = 'linear') => ({
  ...axisStyle,
  type: 'number' as const,
  scale,
  domain: [...domain] as [number, number],
  ticks: [...ticks],
  tickFormatter: format,
  interval: 'preserveStartEnd' as const,
  allowDataOverflow: true,
});

/** The same for a vertical axis: each tick label is beside its line. */
export const uprightAxis = (...axis: Parameters<typeof numberAxis>) => ({
  ...numberAxis(...axis),
  interval: 0 as const,
});

/** A value with its unit, for tooltips and descriptions; shares are written as percentages. */
export const withUnit = (value: number, { unit, percent }: Pick<Axis, 'unit' | 'percent'>): string =>
  percent ? formatPercent(value) : `${formatNumber(value)}${unit ? ` ${unit}` : ''}`;
