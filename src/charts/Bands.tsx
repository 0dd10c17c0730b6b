import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { BandsPanel } from './BandsPanel';
import { rangeOf } from './bandAxes';
import { ChartFrame } from './ChartFrame';
import { valueColumn } from './columns';
import { formatNumber } from './format';
import { Legend } from './Legend';
import { seriesMarker } from './markers';
import { useHidden } from './sharedKey';
import type { BandsProps, KeyEntry } from './types';

/** A tile with its name. */
const [tileHeight, nameHeight] = [168, 16];

/** Draws lines over a common axis, each with the band of its repeats, in one panel or in a tile each. */
export function Bands(props: BandsProps & { readonly height?: number }) {
  const { meta, series, axis, x, xMark, points = false, bounds, tiles = false, height = 220 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden(meta.id);
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
    [
      ...shown.flatMap((one) => [...one.x]),
      ...(xMark === undefined ? [] : [xMark]),
      ...(x.end ? [x.end] : []),
    ],
    x.scale,
  );
  const hovered = useState<number>();
  const common = { ...props, extremes, range, hovered };
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={tiles ? 'auto' : height}
      table={() => ({
        columns: [
          { id: 'run', label: t('heads.series') },
          x.label,
          valueColumn(axis),
          ...(banded
            ? (bounds ?? [t('low'), t('high')]).map((bound) => ({
                id: bound,
                label: bound,
                percent: axis.percent,
              }))
            : []),
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
                  <BandsPanel {...common} series={[one]} scale={scale} />
                </div>
              </div>
            ))}
          </div>
        ) : (
          <BandsPanel {...common} series={shown} scale={scale} />
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
