import { contours } from 'd3-contour';
import { useId } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { Legend } from './Legend';
import { categoryColor, magnitudeColor } from './palette';
import { Plot } from './plot/Plot';
import type { Space } from './plot/space';
import { linearAxis } from './scales';
import type { ContourPathProps, KeyEntry } from './types';

/** The number of contour lines, at loss levels in a geometric sequence. */
const levels = 14;

/** Levels between the smallest and the largest number of a grid, closer together near the smallest. */
export function contourLevels(values: ArrayLike<number>): number[] {
  const finite = Array.from(values).filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (!(high > low)) return [];
  // The distance from the lowest value grows by the same factor from line to line.
  const nearest = (high - low) / 2 ** levels;
  const factor = ((high - low) / nearest) ** (1 / levels);
  return Array.from({ length: levels - 2 }, (_, i) => low + nearest * factor ** (i + 2));
}

/** Draws a quantity over a plane as contours, the path that a run takes there, and marked places. */
export function ContourPath(props: ContourPathProps & { readonly height?: number }) {
  const { meta, x, y, resolution, values, valueLabel, path, marks = [], height = 320 } = props;
  const { t } = useTranslation('charts');
  const pathColor = categoryColor(1);
  const keys: KeyEntry[] = [
    { id: 'contours', label: valueLabel, color: magnitudeColor(0.45) },
    { id: 'path', label: path.label, color: pathColor, marker: 'circle', shape: 'line' },
    ...marks.map(({ label, color }, i) => ({ id: `mark${i}`, label, color, shape: 'cross' as const })),
  ];
  const at = (i: number) => ({ x: path.points[2 * i]!, y: path.points[2 * i + 1]! });
  const inside = Array.from({ length: path.points.length / 2 }, (_, i) => at(i));
  const axis = ({ domain }: ContourPathProps['x']) => linearAxis([], { domain, count: 5 });
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [x.label, y.label, valueLabel],
        rows: [
          ...inside.map((point, i) => [point.x, point.y, path.values?.[i] ?? '']),
          ...Array.from(values, (value, i) => [
            placeAt(x, resolution, i % resolution),
            placeAt(y, resolution, Math.floor(i / resolution)),
            value,
          ]),
        ],
      })}
      plot={() => ({
        panels: [
          {
            x: { label: x.label },
            y: { label: y.label },
            series: [
              {
                label: path.label,
                color: pathColor,
                draw: 'linePoints' as const,
                x: inside.map((point) => point.x),
                y: inside.map((point) => point.y),
              },
              ...marks.map((mark) => ({
                label: mark.label,
                color: mark.color,
                draw: 'points' as const,
                x: [mark.x],
                y: [mark.y],
              })),
            ],
          },
        ],
      })}
      legend={
        <>
          <Legend entries={keys} />
          <p className="visually-hidden">{t('contoursTold', { lowest: formatNumber(lowest(values)) })}</p>
        </>
      }
    >
      {() => (
        <Plot
          places={{ kind: 'numbers', axis: axis(x), at: [] }}
          up={{ axis: axis(y), name: y.label }}
          name={x.label}
          left={62}
        >
          {(space) => <Drawn {...props} marks={marks} color={pathColor} space={space} />}
        </Plot>
      )}
    </ChartFrame>
  );
}

const lowest = (values: ArrayLike<number>) => Math.min(...Array.from(values).filter(Number.isFinite));

const placeAt = ({ domain: [low, high] }: ContourPathProps['x'], resolution: number, k: number) =>
  low + ((high - low) * k) / (resolution - 1);

interface DrawnProps
  extends Required<Pick<ContourPathProps, 'x' | 'y' | 'resolution' | 'values' | 'path' | 'marks'>> {
  readonly color: string;
  readonly space: Space;
}

/** The contours, the path and the marks, on the axes of the surrounding chart. */
function Drawn({ x, y, resolution, values, path, marks, color, space }: DrawnProps) {
  const { across, y: up } = space;
  const clip = useId();
  const thresholds = contourLevels(values);
  const worst = Math.max(...Array.from(values).filter(Number.isFinite));
  const filled = Array.from(values, (value) => (Number.isFinite(value) ? value : worst));
  const lines = contours().size([resolution, resolution]).thresholds(thresholds)(filled);
  // d3-contour counts the centre of the first cell as 0.5.
  const point = ([column, row]: readonly number[]) =>
    `${across(placeAt(x, resolution, column! - 0.5)).toFixed(1)},${up(placeAt(y, resolution, row! - 0.5)).toFixed(1)}`;
  const [left, right, bottom, top] = [
    across(x.domain[0]),
    across(x.domain[1]),
    up(y.domain[0]),
    up(y.domain[1]),
  ];
  // A path may leave the picture by orders of magnitude; SVG breaks on numbers of that size.
  const near = (value: number) => Math.min(5000, Math.max(-5000, value));
  const places = Array.from({ length: path.points.length / 2 }, (_, i) => [
    near(across(path.points[2 * i]!)),
    near(up(path.points[2 * i + 1]!)),
  ]);
  return (
    <g>
      <clipPath id={clip}>
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        {lines.map(({ coordinates }, k) => (
          <path
            key={thresholds[k]}
            d={coordinates.flatMap((rings) => rings.map((ring) => `M${ring.map(point).join('L')}Z`)).join('')}
            fill="none"
            stroke={magnitudeColor(0.15 + (0.6 * k) / Math.max(1, lines.length - 1))}
            strokeWidth={1.2}
          />
        ))}
        <rect
          x={left}
          y={top}
          width={right - left}
          height={bottom - top}
          fill="none"
          stroke="var(--mantine-color-default-border)"
          strokeWidth={3}
        />
        <polyline
          points={places.map((place) => place.join(',')).join(' ')}
          fill="none"
          stroke={color}
          strokeWidth={1.8}
        />
        {places.map(([px, py], i) => (
          <circle key={i} cx={px} cy={py} r={i === 0 || i === places.length - 1 ? 4.2 : 2.4} fill={color} />
        ))}
        {marks.map(({ x: mx, y: my, label, color: stroke }) => (
          <path
            key={label}
            d={`M${across(mx) - 6},${up(my) - 6}l12,12m0,-12l-12,12`}
            stroke={stroke}
            strokeWidth={2.4}
            fill="none"
          />
        ))}
      </g>
    </g>
  );
}
