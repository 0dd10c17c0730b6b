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
import { gridStyle, numberAxis, placeName, uprightAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor, neutralColor } from './palette';
import { linearAxis } from './scales';
import { TooltipBox } from './TooltipBox';
import type { ActivationCurveProps, KeyEntry } from './types';

/** The number of points of a curve. */
const points = 161;

/**
 * Draws φ and φ' above a histogram of the units' pre-activations. It shows whether they lie where the slope is or on the flat
 * part.
 */
export function ActivationCurve({
  meta,
  value,
  derivative,
  counts,
  height = 220,
}: ActivationCurveProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const emphasis = useEmphasis(['value', 'derivative', 'share']);
  const keys: KeyEntry[] = [
    { id: 'value', label: 'φ(z)', color: categoryColor(0) },
    { id: 'derivative', label: 'φ′(z)', color: categoryColor(1) },
    { id: 'share', label: t('unitsHere'), color: neutralColor, shape: 'band' },
  ];
  const low = Math.min(-4, counts.low);
  const high = Math.max(4, counts.high);
  const width = (counts.high - counts.low) / counts.counts.length;
  const most = Math.max(...counts.counts, 1);
  const share = (z: number) => {
    const bin = Math.floor((z - counts.low) / width);
    return (counts.counts[bin] ?? 0) / most;
  };
  const data = Array.from({ length: points }, (_, i) => {
    const z = low + ((high - low) * i) / (points - 1);
    return { z, value: value(z), derivative: derivative(z), share: share(z) };
  });
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['z', 'φ(z)', 'φ′(z)', t('unitsHere')],
        rows: data.map((point) => [point.z, point.value, point.derivative, point.share]),
      })}
      plot={() => ({
        panels: [
          {
            x: { label: t('preActivation') },
            y: { label: 'φ' },
            series: (['value', 'derivative', 'share'] as const).map((id, k) => ({
              label: keys[k]!.label,
              color: keys[k]!.color,
              draw: 'line' as const,
              x: data.map(({ z }) => z),
              y: data.map((point) => point[id]),
            })),
          },
        ],
      })}
      legend={<Legend entries={keys} />}
    >
      {() => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            accessibilityLayer={false}
            data={data}
            margin={{ top: 6, right: 8, bottom: 14, left: 4 }}
          >
            <CartesianGrid {...gridStyle} vertical={false} />
            <XAxis
              {...numberAxis({ ...linearAxis([low, high]), domain: [low, high] })}
              dataKey="z"
              label={placeName(t('preActivation'))}
            />
            <YAxis
              {...uprightAxis(
                linearAxis(
                  data.flatMap((point) => [point.value, point.derivative]),
                  { include: [0, 1] },
                ),
              )}
              yAxisId="value"
              width={48}
            />
            <YAxis yAxisId="share" orientation="right" hide type="number" domain={[0, 1]} />
            <ReferenceLine yAxisId="value" x={0} stroke="var(--mantine-color-default-border)" />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as (typeof data)[number] | undefined;
                if (!active || !point) return null;
                return (
                  <TooltipBox
                    title={`z = ${formatNumber(point.z)}`}
                    rows={[
                      { label: 'φ(z)', value: formatNumber(point.value), color: categoryColor(0) },
                      { label: 'φ′(z)', value: formatNumber(point.derivative), color: categoryColor(1) },
                      { label: t('unitsHere'), value: formatNumber(point.share), color: neutralColor },
                    ]}
                  />
                );
              }}
            />
            <Area
              yAxisId="share"
              dataKey="share"
              type="step"
              stroke="none"
              fill={neutralColor}
              fillOpacity={0.35 * emphasis('share')}
              isAnimationActive={false}
            />
            <Line
              yAxisId="value"
              dataKey="value"
              name="φ"
              stroke={categoryColor(0)}
              strokeOpacity={emphasis('value')}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              yAxisId="value"
              dataKey="derivative"
              name="φ′"
              stroke={categoryColor(1)}
              strokeOpacity={emphasis('derivative')}
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
