import { getNiceTickValues } from 'recharts';
import { extent, valueAxis } from './axes';
import { formatNumber, powerTicks } from './format';
import type { BandsProps } from './types';

/** What one panel of bands is drawn from. */
export interface PanelProps extends BandsProps {
  readonly scale: 'linear' | 'log';
  /** All values, and the ends of all bands, that share the axis. */
  readonly extremes: readonly number[];
  /** The ends of the common axis. */
  readonly range: readonly [number, number];
}

/** The ends of the common axis; on a log axis those of the positive places. */
export function rangeOf(places: readonly number[], scale: 'linear' | 'log' = 'linear'): [number, number] {
  const shown = scale === 'log' ? places.filter((place) => place > 0) : places;
  return shown.length > 0 ? [Math.min(...shown), Math.max(...shown)] : scale === 'log' ? [1, 10] : [0, 1];
}

/** Places up to which each has a tick of its own, where they are few settings rather than steps. */
const mostPlaces = 12;

interface PlaceAxis {
  readonly domain: [number, number];
  readonly scale?: 'linear' | 'log';
  readonly ticks?: readonly number[];
  readonly allowDecimals?: boolean;
  readonly tickFormatter?: (place: number) => string;
  readonly minTickGap?: number;
  readonly padding?: { readonly left: number; readonly right: number };
}

/** The powers of ten within a range of positive numbers; its ends, where there are not two. */
function powersWithin([low, high]: readonly [number, number]): readonly number[] {
  const powers = powerTicks(low, high).filter((tick) => tick >= low && tick <= high);
  return powers.length > 1 ? powers : [low, high];
}

/** Recharts' options for the common axis. */
export function placeAxis({
  series,
  x,
  range,
  points = false,
}: Pick<PanelProps, 'series' | 'x' | 'range' | 'points'>): PlaceAxis {
  if (!points && x.scale !== 'log') return { domain: [...range], allowDecimals: false };
  const places = [...new Set(series.flatMap((one) => [...one.x]))]
    .filter((place) => x.scale !== 'log' || place > 0)
    .toSorted((a, b) => a - b);
  const few = places.length <= mostPlaces;
  return {
    domain: [...range],
    scale: x.scale ?? ('linear' as const),
    tickFormatter: formatNumber,
    minTickGap: 8,
    ...(few ? { ticks: places } : x.scale === 'log' ? { ticks: powersWithin(range) } : {}),
    ...(points ? { padding: { left: 16, right: 16 } } : {}),
  };
}

/** Recharts' options for the axis of values; it knows nothing of error bars, so that points have theirs made here. */
export function heightAxis({ axis, extremes, scale, points }: PanelProps) {
  const plain = valueAxis(extremes, scale, 4);
  if (scale === 'log') return plain;
  if (!points && !axis.domain) return plain;
  const [low, high] = axis.domain ?? extent(extremes, scale);
  const ticks = getNiceTickValues([low, high], 5);
  if (!points) return { ...plain, domain: [low, high], ticks: ticks.filter((tick) => tick <= high) };
  return { ...plain, ticks, domain: [ticks[0]!, ticks.at(-1)!] };
}
