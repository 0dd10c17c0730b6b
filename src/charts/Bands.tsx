import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { gridStyle, placeName, withUnit } from './axes';
import { BandMarks } from './BandMarks';
import { heightAxis, type PanelProps, placeAxis, rangeOf } from './bandAxes';
import { ChartFrame } from './ChartFrame';
import { DirectLabels } from './DirectLabels';
import { formatNumber } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { seriesMarker } from './markers';
import { logAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { BandSeries, BandsProps, KeyEntry } from './types';

/** A tile with its name. */
const [tileHeight, nameHeight] = [168, 16];

/** Draws lines over a common axis, each with the band of its repeats, in one panel or in a tile each. */
export function Bands(props: BandsProps & { readonly height?: number }) {
  const { meta, series, axis, x, xMark, points = false, bounds, tiles = false, height = 220 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden();
  const drawn = useMemo(
    () => (points ? series.map((one, k) => ({ ...one, marker: one.marker ?? seriesMarker(k) })) : series),
    [series, points],
  );
  const shown = drawn.filter(({ id }) => !hidden.has(id));
  const keys: KeyEntry[] = [
    ...drawn.map((one) => ({ ...one, ...(points ? { shape: 'line' as const } : {}) })),
    ...bandKeys({ ...props, series: drawn }, t),
  ];
  const banded = series.some(({ low }) => low !== undefined);
  // Tiles share their axes, so that they can be compared.
  const extremes = shown.flatMap(({ values, low, high }) => [...values, ...(low ?? []), ...(high ?? [])]);
  const range = rangeOf(
    [...shown.flatMap((one) => [...one.x]), ...(xMark === undefined ? [] : [xMark])],
    x.scale,
  );
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={tiles ? 'auto' : height}
      table={() => ({
        columns: [
          'run',
          x.label,
          axis.unit ?? axis.label,
          ...(banded ? (bounds ?? [t('low'), t('high')]) : []),
        ],
        rows: series.flatMap(({ label, x: places, values, low, high }) =>
          places.map((place, i) => [
            label,
            place,
            values[i]!,
            ...(banded ? [low?.[i] ?? '', high?.[i] ?? ''] : []),
          ]),
        ),
      })}
      plot={(scale) => ({
        panels: [
          {
            x: { ...x },
            y: { ...axis, scale },
            series: shown.map(({ x: places, values, ...one }) => ({
              ...one,
              draw: points ? ('linePoints' as const) : ('line' as const),
              x: places,
              y: values,
            })),
          },
        ],
      })}
      legend={<Legend entries={keys} hidden={hidden} onToggle={toggle} />}
    >
      {(scale) =>
        tiles ? (
          <div
            style={{
              display: 'grid',
              gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))',
              minHeight: tileHeight,
            }}
          >
            {shown.map((one) => (
              <div key={one.id} style={{ minWidth: 0, height: tileHeight }}>
                <svg width="100%" height={nameHeight} style={{ display: 'block' }} aria-hidden>
                  <text x="50%" y="11" textAnchor="middle" fontSize={11} fill="var(--mantine-color-text)">
                    {one.label}
                  </text>
                </svg>
                <div style={{ height: tileHeight - nameHeight }}>
                  <Panel {...props} series={[one]} scale={scale} extremes={extremes} range={range} />
                </div>
              </div>
            ))}
          </div>
        ) : (
          <Panel {...props} series={shown} scale={scale} extremes={extremes} range={range} />
        )
      }
    </ChartFrame>
  );
}

/** Legend entries for bands, error bars and marks. */
function bandKeys(
  { series, points = false, bounds, mark, xMark, markLabel, xMarkLabel }: BandsProps,
  t: TFunction<'charts'>,
): KeyEntry[] {
  const grey = 'var(--mantine-color-dimmed)';
  const banded = series.some(({ low }) => low?.some(Number.isFinite));
  const [low, high] = bounds ?? [t('low'), t('high')];
  return [
    ...(banded
      ? [
          {
            id: 'band',
            label: t(points ? 'barsReach' : 'bandsReach', { low, high }),
            color: grey,
            shape: points ? ('errorBar' as const) : ('band' as const),
            fixed: true,
          },
        ]
      : []),
    ...(mark === undefined
      ? []
      : [{ id: 'mark', label: markLabel ?? formatNumber(mark), color: grey, dash: '2 2', fixed: true }]),
    ...(xMark === undefined || !xMarkLabel
      ? []
      : [{ id: 'xMark', label: xMarkLabel, color: 'var(--mantine-color-text)', dash: '4 3', fixed: true }]),
  ];
}

/** A data row at one place of the common axis: `v0`, `v1` … are the lines, `b0`, `b1` … their bands. */
type Point = Record<string, number | [number, number] | null>;

function pointsOf(series: readonly BandSeries[]): Point[] {
  const points = new Map<number, Point>();
  series.forEach(({ x, values, low, high }, k) => {
    x.forEach((place, i) => {
      let point = points.get(place);
      if (!point) {
        point = { x: place };
        points.set(place, point);
      }
      point[`v${k}`] = Number.isFinite(values[i]) ? values[i]! : null;
      if (Number.isFinite(low?.[i]) && Number.isFinite(high?.[i])) point[`b${k}`] = [low![i]!, high![i]!];
    });
  });
  return [...points.values()].sort((a, b) => Number(a.x) - Number(b.x));
}

function Panel(props: PanelProps) {
  const { meta, series, axis, x, scale, extremes, mark, xMark, points } = props;
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const data = useMemo(
    () => pointsOf(series).filter((point) => x.scale !== 'log' || Number(point.x) > 0),
    [series, x.scale],
  );
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={data}
        accessibilityLayer={false}
        syncId={meta.id}
        syncMethod="value"
        margin={{ top: 6, right: 14, bottom: 14, left: 4 }}
      >
        <CartesianGrid {...gridStyle} vertical={false} />
        <XAxis {...placeAxis(props)} dataKey="x" label={placeName(x.label)} />
        <YAxis {...heightAxis(props)} width={58} />
        <Tooltip
          isAnimationActive={false}
          content={({ active, payload, label }) =>
            active && payload && payload.length > 0 ? (
              <TooltipBox
                title={`${x.label} ${label}`}
                rows={series.flatMap((one, k) => {
                  const point = payload[0]?.payload as Point;
                  const value = point[`v${k}`];
                  const band = point[`b${k}`] as [number, number] | undefined;
                  if (typeof value !== 'number') return [];
                  const around = band ? ` (${withUnit(band[0], axis)} … ${withUnit(band[1], axis)})` : '';
                  return [
                    {
                      label: one.label,
                      value: `${withUnit(value, axis)}${around}`,
                      color: one.color,
                    },
                  ];
                })}
              />
            ) : null
          }
        />
        {mark !== undefined && (
          <ReferenceLine y={mark} stroke="var(--mantine-color-dimmed)" strokeDasharray="2 2" />
        )}
        {xMark !== undefined && (
          <ReferenceLine x={xMark} stroke="var(--mantine-color-text)" strokeDasharray="4 3" />
        )}
        {!points &&
          series.map(({ id, color }, k) => (
            <Area
              key={`band-${id}`}
              dataKey={`b${k}`}
              stroke="none"
              fill={color}
              fillOpacity={0.2 * emphasis(id)}
              connectNulls
              isAnimationActive={false}
              activeDot={false}
              tooltipType="none"
            />
          ))}
        {series.map(({ id, label, color, dash, x: places }, k) => (
          <Line
            key={id}
            dataKey={`v${k}`}
            name={label}
            // Marks are drawn beside the line, which then only carries the hovered value.
            stroke={points ? 'none' : color}
            strokeWidth={1.5}
            strokeOpacity={emphasis(id)}
            {...(dash ? { strokeDasharray: dash } : {})}
            dot={!points && places.length < 3}
            activeDot={!points}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        {points && (
          <BandMarks
            series={series}
            floor={scale === 'log' ? logAxis(extremes).domain[0] : Number.NEGATIVE_INFINITY}
          />
        )}
        {series.length > 1 && (
          <DirectLabels
            lines={series.map(({ x: places, values, ...one }) => ({ ...one, x: places, y: values }))}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
