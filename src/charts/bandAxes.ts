import { type AxisScale, extent, linearAxis, logAxis, valueScale, wholeAxis } from './scales';
import type { BandsProps } from './types';

/** The input of one panel of bands. */
export interface PanelProps extends BandsProps {
  readonly scale: 'linear' | 'log';
  /** All values, and all band ends, that share the axis. */
  readonly extremes: readonly number[];
  /** The ends of the common axis. */
  readonly range: readonly [number, number];
}

/** The ends of the common axis; on a log axis, those of the positive places. */
export const rangeOf = (places: readonly number[], scale: 'linear' | 'log' = 'linear'): [number, number] =>
  extent(places, scale) ?? (scale === 'log' ? [1, 10] : [0, 1]);

/** The largest number of places that each get a tick, for a few settings rather than steps. */
const maxPlaces = 12;
/** The margin beyond the outermost points, as a share of the axis. */
const besidePoints = 0.04;

/** Extends an axis a little at both ends, so that the outermost points are fully visible. */
function widened({ domain: [low, high], ...axis }: AxisScale, scale: 'linear' | 'log'): AxisScale {
  if (scale === 'log') {
    const room = (high / low) ** besidePoints;
    return { ...axis, domain: [low / room, high * room] };
  }
  const room = (high - low) * besidePoints;
  return { ...axis, domain: [low - room, high + room] };
}

/** The ticks of the common axis: a few settings get one each; steps and layers get round numbers and both ends. */
export function placeScale({
  series,
  x,
  range: [low, high],
  points = false,
}: Pick<PanelProps, 'series' | 'x' | 'range' | 'points'>): AxisScale {
  const log = x.scale === 'log';
  const places = [...new Set(series.flatMap((one) => [...one.x]))]
    .filter((place) => !log || place > 0)
    .toSorted((a, b) => a - b);
  const whole = places.every(Number.isInteger);
  const few = places.length > 0 && places.length <= maxPlaces && (points || log || whole);
  const round = log
    ? { ...logAxis([low, high]), domain: [low, high] as const }
    : whole
      ? wholeAxis(low, high)
      : { ...linearAxis([low, high]), domain: [low, high] as const };
  const axis = few ? { ...round, ticks: places, format: linearAxis([low, high]).format } : round;
  // A single place is drawn in the middle.
  const room = log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
  const [from, to] = low === high ? (room as [number, number]) : axis.domain;
  const within = {
    ...axis,
    domain: [from, to] as const,
    ticks: axis.ticks.filter((tick) => tick >= from && tick <= to),
  };
  return points ? widened(within, log ? 'log' : 'linear') : within;
}

/** The value axis. It includes the ends of bands and error bars, and the mark. */
export const heightScale = ({
  axis,
  extremes,
  scale,
  mark,
}: Pick<PanelProps, 'axis' | 'extremes' | 'scale' | 'mark'>): AxisScale =>
  valueScale(extremes, scale, { ...axis, include: mark === undefined ? [] : [mark] });
