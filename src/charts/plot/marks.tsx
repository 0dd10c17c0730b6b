import { type Bar, bandPath, barsPath, type Curve, dotsPath, linePath } from './paths';
import type { Space } from './space';

interface LineMarkProps {
  readonly space: Space;
  readonly values: ArrayLike<number>;
  readonly color: string;
  readonly dash?: string | undefined;
  readonly width?: number;
  readonly opacity?: number;
  readonly curve?: Curve;
  /** Whether values that are not there leave no gap. */
  readonly across?: boolean;
  /** The radius of dots at the values. */
  readonly dots?: number | undefined;
  /** Other positions than the plot's places, and another axis than the left one. */
  readonly x?: (i: number) => number;
  readonly y?: (value: number) => number;
}

/** The radius of the dot in place of a line, in pixels. */
const aloneRadius = 2.5;

function isAlone(values: ArrayLike<number>): boolean {
  let count = 0;
  for (let i = 0; i < values.length && count < 2; i++) if (Number.isFinite(values[i])) count++;
  return count === 1;
}

/** A line through one value at each place; a dot if there is but one. */
export function LineMark(props: LineMarkProps) {
  const { space, values, color, dash, width = 1.5, opacity = 1, curve, across } = props;
  const { x = space.x, y = space.y } = props;
  const height = (i: number) => y(values[i]!);
  // A single value makes no line.
  const { dots = isAlone(values) ? aloneRadius : undefined } = props;
  return (
    <g className="chart-line">
      <path
        d={linePath(values.length, x, height, curve, across)}
        fill="none"
        stroke={color}
        strokeWidth={width}
        strokeOpacity={opacity}
        strokeDasharray={dash}
      />
      {dots && <path d={dotsPath(values.length, x, height, dots)} fill={color} fillOpacity={opacity} />}
    </g>
  );
}

interface BandMarkProps {
  readonly space: Space;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly color: string;
  readonly opacity: number;
  readonly curve?: Curve;
  readonly across?: boolean;
  readonly x?: (i: number) => number;
}

/** The band between two values at each place. */
export function BandMark({ space, low, high, color, opacity, curve, across, x = space.x }: BandMarkProps) {
  const at = (values: ArrayLike<number>) => (i: number) => space.y(values[i]!);
  return (
    <path
      d={bandPath(Math.min(low.length, high.length), x, at(low), at(high), curve, across)}
      fill={color}
      fillOpacity={opacity}
    />
  );
}

interface BarMarksProps {
  readonly space: Space;
  readonly values: ArrayLike<number>;
  /** Where the bars begin. */
  readonly from: number;
  readonly color: string;
  readonly opacity?: number;
  /** Which of how many bars at each place this is. */
  readonly slot?: number;
  readonly slots?: number;
  /** The place that is highlighted; all others are pale. */
  readonly selected?: number | undefined;
}

/** The share of a place's width that its bars take, and the opacity of bars that are not selected. */
const [barShare, pale] = [0.8, 0.45];

/** A bar at each place, all of a series as one path. */
export function BarMarks(props: BarMarksProps) {
  const { space, values, from, color, opacity = 1, slot = 0, slots = 1, selected } = props;
  const width = (barShare * space.band) / slots;
  const bars = Array.from(values, (value, i): Bar & { readonly place: number } => ({
    place: i,
    x: space.x(i) + (slot - (slots - 1) / 2) * width,
    width,
    from: space.y(from),
    to: space.y(value),
  }));
  const groups =
    selected === undefined
      ? [{ shown: bars, opacity }]
      : [
          { shown: bars.filter(({ place }) => place === selected), opacity },
          { shown: bars.filter(({ place }) => place !== selected), opacity: pale * opacity },
        ];
  return (
    <g className="chart-bars" fill={color}>
      {groups.map(({ shown, opacity }, i) => (
        <path key={i} d={barsPath(shown)} fillOpacity={opacity} />
      ))}
    </g>
  );
}
