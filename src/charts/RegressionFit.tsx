import { useTranslation } from 'react-i18next';
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts';
import { gridStyle, numberAxis, uprightAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor } from './palette';
import { linearAxis } from './scales';
import type { KeyEntry, RegressionFitProps } from './types';

/** Draws the points and the fitted curve of a network with one input. */
export function RegressionFit({
  meta,
  data,
  surface,
  height = 260,
}: RegressionFitProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const points = Array.from(data.values, (y, i) => ({ x: data.points[i]!, y, train: i < data.trainPoints }));
  const curve = surface
    ? Array.from({ length: surface.resolution }, (_, i) => ({
        x: surface.bounds.xMin + ((surface.bounds.xMax - surface.bounds.xMin) * i) / (surface.resolution - 1),
        fit: surface.values[i * surface.outputs]!,
      }))
    : [];
  const emphasis = useEmphasis(['train', 'test', 'fit']);
  const keys: KeyEntry[] = [
    { id: 'train', label: t('train'), color: categoryColor(0), shape: 'point' },
    { id: 'test', label: t('test'), color: categoryColor(0), shape: 'ring' },
    { id: 'fit', label: t('fit'), color: categoryColor(1) },
  ];
  const part = (train: boolean) => points.filter((point) => point.train === train);
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['x', 'y', 'part'],
        rows: [
          ...points.map(({ x, y, train }) => [x, y, train ? 'train' : 'test']),
          ...curve.map(({ x, fit }) => [x, fit, 'fit']),
        ],
      })}
      plot={() => ({
        panels: [
          {
            x: { label: 'x' },
            y: { label: 'y' },
            series: [
              ...[true, false].map((train, k) => ({
                ...keys[k]!,
                draw: 'points' as const,
                x: part(train).map(({ x }) => x),
                y: part(train).map(({ y }) => y),
              })),
              {
                ...keys[2]!,
                draw: 'line' as const,
                x: curve.map(({ x }) => x),
                y: curve.map(({ fit }) => fit),
              },
            ],
          },
        ],
      })}
      // Where no point is kept aside, there is none to explain.
      legend={<Legend entries={keys.filter(({ id }) => id !== 'test' || part(false).length > 0)} />}
    >
      {() => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart accessibilityLayer={false} margin={{ top: 6, right: 8, bottom: 4, left: 0 }}>
            <CartesianGrid {...gridStyle} />
            <XAxis {...numberAxis(linearAxis([...points, ...curve].map(({ x }) => x)))} dataKey="x" />
            <YAxis
              {...uprightAxis(linearAxis([...points.map(({ y }) => y), ...curve.map(({ fit }) => fit)]))}
              width={44}
            />
            <Scatter
              name={t('train')}
              data={part(true)}
              opacity={emphasis('train')}
              dataKey="y"
              fill={categoryColor(0)}
              isAnimationActive={false}
            />
            <Scatter
              name={t('test')}
              data={part(false)}
              opacity={emphasis('test')}
              dataKey="y"
              fill="none"
              stroke={categoryColor(0)}
              isAnimationActive={false}
            />
            <Line
              name={t('fit')}
              data={curve}
              dataKey="fit"
              stroke={categoryColor(1)}
              strokeOpacity={emphasis('fit')}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      )}
    </ChartFrame>
  );
}
