import { formatNumber, formatTick, powerTicks } from './format';

/** Looks that all axes share; colours come from the page's theme. */
export const axisLook = {
  stroke: 'var(--mantine-color-dimmed)',
  tick: { fontSize: 11, fill: 'var(--mantine-color-dimmed)' },
  tickLine: false,
} as const;

export const gridLook = { stroke: 'var(--mantine-color-default-border)', strokeDasharray: '2 3' } as const;

/** The floor of a log axis: below it double precision, too, loses digits. */
const floor = 1e-300;

/** Smallest and largest number that a scale can show; a little room where all are alike. */
export function extent(values: Iterable<number>, scale: 'linear' | 'log'): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value) || (scale === 'log' && value < floor)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return scale === 'log' ? [0.1, 1] : [0, 1];
  if (scale === 'log') return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(high) + 1e-9)];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** Recharts' options for an axis of magnitudes. */
export function valueAxis(values: Iterable<number>, scale: 'linear' | 'log', ticks = 5) {
  const [low, high] = extent(values, scale);
  if (scale === 'linear') {
    return {
      ...axisLook,
      type: 'number' as const,
      scale,
      domain: ['auto', 'auto'] as ['auto', 'auto'],
      tickFormatter: formatNumber,
      tickCount: ticks,
    };
  }
  return {
    ...axisLook,
    type: 'number' as const,
    scale,
    domain: [low, high] as [number, number],
    ticks: powerTicks(low, high, ticks),
    tickFormatter: formatTick,
    interval: 0 as const,
    allowDataOverflow: true,
  };
}
