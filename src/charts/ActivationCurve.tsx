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
import { axisLook, gridLook } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { categoryColor } from './palette';
import { TooltipBox } from './TooltipBox';
import type { ActivationCurveProps } from './types';

/** Points of a curve. */
const points = 161;

/** φ and φ' with the units' actual pre-activations beneath: whether they sit where the slope is, or on the flat part. */
export function ActivationCurve({
  meta,
  value,
  derivative,
  counts,
  height = 220,
}: ActivationCurveProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
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
    >
      {() => (
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={data} margin={{ top: 6, right: 8, bottom: 14, left: 4 }}>
            <CartesianGrid {...gridLook} vertical={false} />
            <XAxis
              {...axisLook}
              dataKey="z"
              type="number"
              domain={[low, high]}
              tickFormatter={formatNumber}
              label={{
                value: t('preActivation'),
                position: 'insideBottom',
                offset: -8,
                fontSize: 11,
                fill: 'var(--mantine-color-dimmed)',
              }}
            />
            <YAxis
              {...axisLook}
              yAxisId="value"
              type="number"
              domain={[Math.min(0, ...data.map((p) => p.value)), Math.max(1, ...data.map((p) => p.value))]}
              tickFormatter={formatNumber}
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
                      { label: t('unitsHere'), value: formatNumber(point.share), color: categoryColor(7) },
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
              fill={categoryColor(7)}
              fillOpacity={0.35}
              isAnimationActive={false}
            />
            <Line
              yAxisId="value"
              dataKey="value"
              name="φ"
              stroke={categoryColor(0)}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              yAxisId="value"
              dataKey="derivative"
              name="φ′"
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
