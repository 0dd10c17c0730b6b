import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { partColumn } from './columns';
import type { ChartTable } from './export/csv';
import { formatNumber } from './format';
import { PlaneLegend } from './plane/PlaneLegend';
import { PointMarks } from './plane/PointMarks';
import { wholePlane } from './plane/SurfaceCanvas';
import { joinSentences } from './plotData';
import type { PointPlanesProps, Surface } from './types';

const classColors = { kind: 'classes' } as const;
const axisColor = 'var(--mantine-color-default-border)';
/** Axis ends are multiples of this value, so that axes do not move when points move a little. */
const stride = 0.5;

/** Table rows: every point with its plane and class. */
export const planesTable = (
  { classNames, planes, axes }: PointPlanesProps,
  t: TFunction<'charts'>,
): ChartTable => ({
  columns: [
    ...axes,
    { id: 'domain', label: t('heads.domain') },
    { id: 'class', label: t('class') },
    partColumn(t),
  ],
  rows: planes.flatMap(({ label, data }) =>
    Array.from(data.values, (value, i) => [
      data.points[2 * i]!,
      data.points[2 * i + 1]!,
      label,
      classNames[value] ?? value,
      i < data.trainPoints ? 'train' : 'test',
    ]),
  ),
});

/** A square that holds all points of all planes. */
export function squareAround(planes: PointPlanesProps['planes']): Surface['bounds'] {
  const ends = [0, 1].map((axis) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { data } of planes) {
      for (let i = axis; i < 2 * data.values.length; i += 2) {
        low = Math.min(low, data.points[i]!);
        high = Math.max(high, data.points[i]!);
      }
    }
    return low > high ? [-1, 1] : [low, high];
  }) as [[number, number], [number, number]];
  const reach = Math.max(...ends.map(([low, high]) => (high - low) / 2)) * 1.05;
  const half = Math.max(stride, Math.ceil(reach / stride) * stride);
  const [x, y] = ends.map(([low, high]) => Math.round((low + high) / 2 / stride) * stride) as [
    number,
    number,
  ];
  return {
    xMin: x - half - stride / 2,
    xMax: x + half + stride / 2,
    yMin: y - half - stride / 2,
    yMax: y + half + stride / 2,
  };
}

/** Draws the points of several planes side by side on the same axes, coloured by class. */
export function PointPlanes(props: PointPlanesProps) {
  const { meta, classNames, planes, axes } = props;
  const { t } = useTranslation('charts');
  const bounds = useMemo(() => squareAround(planes), [planes]);
  return (
    <ChartFrame
      meta={meta}
      height="auto"
      table={() => planesTable(props, t)}
      plot={() => ({
        sentence: joinSentences(
          planes.map(({ label, data: { values, trainPoints } }) =>
            t('summary.samplesOf', { label, train: trainPoints, test: values.length - trainPoints }),
          ),
          t,
        ),
      })}
      legend={<PlaneLegend classNames={classNames} extra={undefined} against={undefined} />}
    >
      {(_, large) => (
        <div
          style={{
            display: 'grid',
            gap: 10,
            gridTemplateColumns: `repeat(${planes.length}, minmax(0, ${large ? 560 : 320}px))`,
            justifyContent: 'center',
          }}
        >
          {planes.map(({ id, label, data }) => (
            <div key={id} style={{ minWidth: 0 }} data-plane={id}>
              <svg width="100%" height={18} aria-hidden style={{ display: 'block' }}>
                <text
                  x="50%"
                  y={13}
                  textAnchor="middle"
                  fontSize={12}
                  fontWeight={600}
                  fill="var(--mantine-color-text)"
                >
                  {label}
                </text>
              </svg>
              <div style={{ position: 'relative', aspectRatio: '1' }}>
                <PlaneAxes {...bounds} />
                <PointMarks data={data} colors={classColors} {...bounds} />
              </div>
            </div>
          ))}
          <svg width="100%" height={16} aria-hidden style={{ gridColumn: '1 / -1', display: 'block' }}>
            <text x="50%" y={11} textAnchor="middle" fontSize={11} fill="var(--mantine-color-dimmed)">
              {axes[0]} {formatNumber(bounds.xMin)} … {formatNumber(bounds.xMax)}, {axes[1]}{' '}
              {formatNumber(bounds.yMin)} … {formatNumber(bounds.yMax)}
            </text>
          </svg>
        </div>
      )}
    </ChartFrame>
  );
}

/** Draws the square's edge, and the axes at 0. */
function PlaneAxes({ xMin, xMax, yMin, yMax }: Surface['bounds']) {
  const side = 300;
  const [x, y] = [(side * (0 - xMin)) / (xMax - xMin), side - (side * (0 - yMin)) / (yMax - yMin)];
  return (
    <svg viewBox={`0 0 ${side} ${side}`} aria-hidden style={wholePlane}>
      <rect x={0.5} y={0.5} width={side - 1} height={side - 1} fill="none" stroke={axisColor} />
      {x > 0 && x < side && <path d={`M${x},0V${side}`} stroke={axisColor} strokeDasharray="3 3" />}
      {y > 0 && y < side && <path d={`M0,${y}H${side}`} stroke={axisColor} strokeDasharray="3 3" />}
    </svg>
  );
}
