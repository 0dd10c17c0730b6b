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
import { axisLook, extent, gridLook, valueAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { categoryColor } from './palette';
import { TooltipBox } from './TooltipBox';
import type { SingularValuesProps } from './types';

/** Singular values at places along one axis: a line, what it strays between, and what theory expects. */
export function SingularValues(props: SingularValuesProps & { readonly height?: number | string }) {
  const { meta, places, placeLabel, values, low, high, theory, labels, height = 200 } = props;
  const { t } = useTranslation('charts');
  const shown = [...values, ...(low ?? []), ...(high ?? []), ...(theory ?? []), 1];
  // A value of 0 has no place on a log axis; a band that reaches down to it ends where the axis does.
  const data = (scale: 'linear' | 'log') => {
    const [bottom] = extent(shown, scale);
    const onAxis = (value: number) => (scale === 'log' ? Math.max(value, bottom) : value);
    return places.map((place, i) => ({
      place,
      i,
      value: scale === 'log' && values[i] === 0 ? undefined : values[i]!,
      band: low && high ? [onAxis(low[i]!), onAxis(high[i]!)] : undefined,
      theory: theory?.[i],
    }));
  };
  return (
    <ChartFrame
      meta={meta}
      height={height}
      axis={{ label: '', scale: 'log', switchable: true }}
      table={() => ({
        columns: [
          placeLabel,
          labels.value,
          ...(low && high ? [t('smallest'), t('largest')] : []),
          ...(theory ? [labels.theory] : []),
        ],
        rows: places.map((place, i) => [
          place,
          values[i]!,
          ...(low && high ? [low[i]!, high[i]!] : []),
          ...(theory ? [theory[i]!] : []),
        ]),
      })}
    >
      {(scale) => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={data(scale)} margin={{ top: 6, right: 8, bottom: 14, left: 4 }}>
            <CartesianGrid {...gridLook} vertical={false} />
            <XAxis
              {...axisLook}
              dataKey="place"
              minTickGap={16}
              interval="preserveStartEnd"
              label={{
                value: placeLabel,
                position: 'insideBottom',
                offset: -8,
                fontSize: 11,
                fill: 'var(--mantine-color-dimmed)',
              }}
            />
            <YAxis {...valueAxis(shown, scale)} width={54} />
            <ReferenceLine y={1} stroke="var(--mantine-color-dimmed)" strokeDasharray="2 2" />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as ReturnType<typeof data>[number] | undefined;
                if (!active || !point) return null;
                return (
                  <TooltipBox
                    title={`${placeLabel} ${point.place}`}
                    rows={[
                      { label: labels.value, value: formatNumber(values[point.i]!), color: categoryColor(0) },
                      ...(low && high
                        ? [
                            { label: t('smallest'), value: formatNumber(low[point.i]!) },
                            { label: t('largest'), value: formatNumber(high[point.i]!) },
                          ]
                        : []),
                      ...(point.theory === undefined
                        ? []
                        : [
                            {
                              label: labels.theory,
                              value: formatNumber(point.theory),
                              color: categoryColor(1),
                            },
                          ]),
                    ]}
                  />
                );
              }}
            />
            {low && high && (
              <Area
                dataKey="band"
                stroke="none"
                fill={categoryColor(0)}
                fillOpacity={0.18}
                isAnimationActive={false}
                activeDot={false}
              />
            )}
            <Line
              dataKey="value"
              stroke={categoryColor(0)}
              strokeWidth={2}
              dot={places.length < 40 ? { r: 2 } : false}
              isAnimationActive={false}
            />
            {theory && (
              <Line
                dataKey="theory"
                stroke={categoryColor(1)}
                strokeWidth={2}
                strokeDasharray="5 3"
                dot={false}
                isAnimationActive={false}
              />
            )}
          </ComposedChart>
        </ResponsiveContainer>
      )}
    </ChartFrame>
  );
}
