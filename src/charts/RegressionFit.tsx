import { useTranslation } from 'react-i18next';
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts';
import { axisLook, gridLook } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { categoryColor } from './palette';
import type { RegressionFitProps } from './types';

/** The curve that a network of one input draws through its points. */
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
    >
      {() => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart margin={{ top: 6, right: 8, bottom: 4, left: 0 }}>
            <CartesianGrid {...gridLook} />
            <XAxis
              {...axisLook}
              dataKey="x"
              type="number"
              domain={['auto', 'auto']}
              tickFormatter={formatNumber}
            />
            <YAxis
              {...axisLook}
              type="number"
              domain={['auto', 'auto']}
              tickFormatter={formatNumber}
              width={44}
            />
            <Scatter
              name={t('train')}
              data={points.filter(({ train }) => train)}
              dataKey="y"
              fill={categoryColor(0)}
              isAnimationActive={false}
            />
            <Scatter
              name={t('test')}
              data={points.filter(({ train }) => !train)}
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
