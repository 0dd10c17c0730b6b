import { useEmphasis } from './highlight';
import { markerPaths } from './markers';
import type { Space } from './plot/space';
import type { BandSeries } from './types';

const radius = 3.4;
const serif = 3;
/**
 * Pixels between series at one place, so that no error bar hides another; and the largest distance from the first to the
 * last.
 */
const [step, widest] = [3, 9];

interface BandMarksProps {
  readonly space: Space;
  readonly series: readonly BandSeries[];
  /** The lower end of the value axis. Bars that extend below the visible range stop there. */
  readonly floor: number;
}

/** Draws each value as a marker with an error bar; series are shifted a little so that they do not overlap. */
export function BandMarks({ space, series, floor }: BandMarksProps) {
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const apart = Math.min(step, widest / Math.max(1, series.length - 1));
  return series.map(({ id, color, dash, marker = 'circle', x, values, low, high }, k) => {
    // If there is nothing to hide, another point is drawn on its tick.
    const aside = series.some(({ low }) => low) ? (k - (series.length - 1) / 2) * apart : 0;
    const marks = x.flatMap((place, i) => {
      const [px, py] = [space.across(place), space.y(values[i]!)];
      if (!Number.isFinite(px) || !Number.isFinite(py)) return [];
      const bar = [low?.[i], high?.[i]].map((end) => space.y(Math.max(floor, end ?? Number.NaN)));
      return [{ i, x: px + aside, y: py, bar: bar as [number, number] }];
    });
    return (
      <g key={id} stroke={color} fill="none" opacity={emphasis(id)}>
        <polyline
          points={marks.map((mark) => `${mark.x},${mark.y}`).join(' ')}
          strokeWidth={1.5}
          strokeOpacity={0.7}
          {...(dash ? { strokeDasharray: dash } : {})}
        />
        {marks.map((mark) => (
          <g key={mark.i} transform={`translate(${mark.x} 0)`}>
            {mark.bar.every(Number.isFinite) && (
              <path
                d={`M${-serif},${mark.bar[0]}h${2 * serif}M0,${mark.bar[0]}V${mark.bar[1]}M${-serif},${mark.bar[1]}h${2 * serif}`}
                strokeWidth={1.2}
              />
            )}
            <path
              d={markerPaths[marker]}
              transform={`translate(0 ${mark.y}) scale(${radius})`}
              fill={color}
              stroke="none"
            />
          </g>
        ))}
      </g>
    );
  });
}
