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
import { axisStyle, gridStyle, placeName, uprightAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor } from './palette';
import { namesToWrite, valueScale } from './scales';
import { TooltipBox } from './TooltipBox';
import type { KeyEntry, SingularValuesProps } from './types';

const [valueColor, theoryColor] = [0, 1].map(categoryColor) as [string, string];
const theoryDash = '5 3';

/** Draws singular values at places along one axis: a line, its band, and the theoretical values. */
export function SingularValues(props: SingularValuesProps & { readonly height?: number | string }) {
  const { meta, places, placeLabel, values, low, high, theory, labels, height = 200 } = props;
  const { t } = useTranslation('charts');
  const emphasis = useEmphasis(['value', 'theory']);
  const keys: KeyEntry[] = [
    { id: 'value', label: labels.value, color: valueColor },
    ...(low && high
      ? [
          {
            id: 'range',
            label: t('bandsReach', { low: t('smallest'), high: t('largest') }),
            color: valueColor,
            shape: 'band' as const,
          },
        ]
      : []),
    ...(theory ? [{ id: 'theory', label: labels.theory, color: theoryColor, dash: theoryDash }] : []),
    { id: 'one', label: t('lengthKept'), color: 'var(--mantine-color-dimmed)', dash: '2 2' },
  ];
  const at = places.map((_, i) => i);
  const shown = [...values, ...(low ?? []), ...(high ?? []), ...(theory ?? []), 1];
  // A log axis cannot show 0, so a band that reaches 0 ends at the end of the axis.
  const data = (scale: 'linear' | 'log') => {
    const [bottom] = valueScale(shown, scale).domain;
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
      plot={(scale) => ({
        panels: [
          {
            x: { label: placeLabel, names: places },
            y: { label: labels.value, scale },
            series: [
              { label: labels.value, color: valueColor, draw: 'line', x: at, y: values, low, high },
              ...(theory
                ? [
                    {
                      label: labels.theory,
                      color: theoryColor,
                      dash: theoryDash,
                      draw: 'line' as const,
                      x: at,
                      y: theory,
                    },
                  ]
                : []),
            ],
          },
        ],
      })}
      legend={<Legend entries={keys} />}
    >
      {(scale) => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            accessibilityLayer={false}
            data={data(scale)}
            margin={{ top: 6, right: 8, bottom: 14, left: 4 }}
          >
            <CartesianGrid {...gridStyle} vertical={false} />
            <XAxis
              {...axisStyle}
              dataKey="place"
              ticks={[...namesToWrite(places)]}
              interval="preserveStartEnd"
              label={placeName(placeLabel)}
            />
            <YAxis {...uprightAxis(valueScale(shown, scale), scale)} width={54} />
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
                      { label: labels.value, value: formatNumber(values[point.i]!), color: valueColor },
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
                              color: theoryColor,
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
                fill={valueColor}
                fillOpacity={0.2 * emphasis('value')}
                isAnimationActive={false}
                activeDot={false}
              />
            )}
            <Line
              dataKey="value"
              stroke={valueColor}
              strokeWidth={2}
              strokeOpacity={emphasis('value')}
              dot={places.length < 40 ? { r: 2 } : false}
              isAnimationActive={false}
            />
            {theory && (
              <Line
                dataKey="theory"
                type="monotone"
                stroke={theoryColor}
                strokeWidth={2}
                strokeDasharray={theoryDash}
                strokeOpacity={emphasis('theory')}
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
