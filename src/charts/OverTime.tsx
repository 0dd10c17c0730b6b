import { useMemo } from 'react';
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
import { gridStyle, numberAxis, placeName, uprightAxis, valueName, withUnit } from './axes';
import { ChartFrame } from './ChartFrame';
import { DirectLabels } from './DirectLabels';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { seriesLook } from './palette';
import { valueScale, wholeAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { OverTimeProps } from './types';

/** The height below which a chart gets few ticks, in CSS pixels. */
const flat = 150;

/** Draws lines over steps. */
export function OverTime({
  meta,
  steps,
  series,
  axis,
  cursor,
  end,
  height = 180,
}: OverTimeProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden();
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const drawn = series.map((one, i) => ({
    ...one,
    color: one.color ?? seriesLook(i).color,
    dash: one.color ? one.dash : seriesLook(i).dash,
  }));
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
  const last = Math.max(end ?? 0, steps[steps.length - 1] ?? 1);
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
      plot={(scale) => ({
        panels: [
          {
            x: { label: t('step') },
            y: { ...axis, scale },
            series: shown.map(({ values, ...one }) => ({ ...one, draw: 'line', x: steps, y: values })),
          },
        ],
      })}
      legend={<Legend entries={drawn} hidden={hidden} onToggle={toggle} />}
    >
      {(scale) => (
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={data}
            margin={{ top: 6, right: 14, bottom: 14, left: 4 }}
            accessibilityLayer={false}
          >
            <CartesianGrid {...gridStyle} vertical={false} />
            <XAxis
              {...numberAxis(wholeAxis(steps[0] ?? 0, last))}
              dataKey="step"
              label={placeName(t('step'))}
            />
            <YAxis
              {...uprightAxis(
                valueScale(
                  shown.flatMap(({ values }) => Array.from(values)),
                  scale,
                  { count: typeof height === 'number' && height < flat ? 3 : 5, ...axis },
                ),
                scale,
              )}
              width={58}
              label={valueName(axis.label)}
            />
            <Tooltip
              isAnimationActive={false}
              content={({ active, payload, label }) =>
                active && payload && payload.length > 0 ? (
                  <TooltipBox
                    title={`${t('step')} ${label}`}
                    rows={payload.slice(0, 12).map((entry) => ({
                      label: String(entry.name),
                      value: withUnit(Number(entry.value), axis),
                      color: String(entry.color),
                    }))}
                  />
                ) : null
              }
            />
            {cursor !== undefined && (
              <ReferenceLine x={cursor} stroke="var(--mantine-color-text)" strokeDasharray="2 2" />
            )}
            {shown.map(({ id, label, color, dash }) => (
              <Line
                key={id}
                dataKey={id}
                name={label}
                stroke={color}
                strokeWidth={1.5}
                strokeOpacity={emphasis(id)}
                {...(dash ? { strokeDasharray: dash } : {})}
                dot={false}
                connectNulls
                isAnimationActive={false}
              />
            ))}
            <DirectLabels lines={shown.map(({ values, ...one }) => ({ ...one, x: steps, y: values }))} />
          </LineChart>
        </ResponsiveContainer>
      )}
    </ChartFrame>
  );
}
