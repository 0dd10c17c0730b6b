import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisLook, gridLook, valueAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { Legend, toggled } from './Legend';
import { categoryColor } from './palette';
import { TooltipBox } from './TooltipBox';
import type { OverTimeProps } from './types';

/** Lines over steps. */
export function OverTime({
  meta,
  steps,
  series,
  axis,
  cursor,
  height = 180,
}: OverTimeProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const drawn = series.map((one, i) => ({ ...one, color: one.color ?? categoryColor(i) }));
  const shown = drawn.filter(({ id }) => !hidden.has(id));
  const data = useMemo(
    () =>
      Array.from({ length: steps.length }, (_, i) => {
        const point: Record<string, number | null> = { step: steps[i]! };
        for (const { id, values } of series) {
          const value = values[i]!;
          point[id] = Number.isFinite(value) ? value : null;
        }
        return point;
      }),
    [steps, series],
  );
  const unit = axis.unit ? ` ${axis.unit}` : '';
  return (
    <ChartFrame
      meta={meta}
      axis={axis}
      height={height}
      table={() => ({
        columns: ['step', ...series.map(({ label }) => `${label} (${axis.unit ?? axis.label})`)],
        rows: Array.from({ length: steps.length }, (_, i) => [
          steps[i]!,
          ...series.map(({ values }) => values[i]!),
        ]),
      })}
      legend={<Legend entries={drawn} hidden={hidden} onToggle={(id) => setHidden(toggled(hidden, id))} />}
    >
      {(scale) => (
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={data} margin={{ top: 6, right: 8, bottom: 14, left: 4 }}>
            <CartesianGrid {...gridLook} vertical={false} />
            <XAxis
              {...axisLook}
              dataKey="step"
              allowDecimals={false}
              type="number"
              domain={['dataMin', 'dataMax']}
              label={{
                value: t('step'),
                position: 'insideBottom',
                offset: -8,
                fontSize: 11,
                fill: 'var(--mantine-color-dimmed)',
              }}
            />
            <YAxis
              {...valueAxis(
                shown.flatMap(({ values }) => Array.from(values)),
                scale,
              )}
              {...(axis.domain && scale === 'linear' ? { domain: [...axis.domain] } : {})}
              width={58}
              label={{
                value: axis.label,
                angle: -90,
                position: 'insideLeft',
                fontSize: 11,
                fill: 'var(--mantine-color-dimmed)',
                style: { textAnchor: 'middle' },
              }}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload, label }) =>
                active && payload && payload.length > 0 ? (
                  <TooltipBox
                    title={`${t('step')} ${label}`}
                    rows={payload.slice(0, 12).map((entry) => ({
                      label: String(entry.name),
                      value: `${formatNumber(Number(entry.value))}${unit}`,
                      color: String(entry.color),
                    }))}
                  />
                ) : null
              }
            />
            {cursor !== undefined && (
              <ReferenceLine x={cursor} stroke="var(--mantine-color-text)" strokeDasharray="2 2" />
            )}
            {shown.map(({ id, label, color, dashed }) => (
              <Line
                key={id}
                dataKey={id}
                name={label}
                stroke={color}
                strokeWidth={1.5}
                {...(dashed ? { strokeDasharray: '4 3' } : {})}
                dot={false}
                connectNulls
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      )}
    </ChartFrame>
  );
}
