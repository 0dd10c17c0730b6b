import { useTranslation } from 'react-i18next';
import {
  Area,
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisStyle, gridStyle, placeName, uprightAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNorm, formatNumber } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor } from './palette';
import { namesToWrite, valueScale } from './scales';
import { TooltipBox } from './TooltipBox';
import type { KeyEntry, LayerProfileProps } from './types';

/** Theory's curve, drawn over the measured one. */
const theoryColor = categoryColor(1);

const theoryDash = '5 3';

/** Another run for comparison. */
const baselineColor = 'var(--mantine-color-text)';
const baselineDash = '2 3';

/** Draws several quantities by layer, in panels one above the other on one layer axis. */
export function LayerProfile({
  meta,
  layers,
  panels,
  selectedLayer,
  onSelectLayer,
  height = '100%',
}: LayerProfileProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const emphasis = useEmphasis(['baseline', 'theory']);
  const lastHidden = Math.max(0, layers.length - 2);
  const baseline = panels.find((panel) => panel.baseline)?.baseline;
  const theory = panels.find((panel) => panel.theory)?.theory;
  const keys: KeyEntry[] = [
    ...(baseline
      ? [
          {
            id: 'baseline',
            label: baseline.key ?? t('otherRun', { label: baseline.label }),
            color: baselineColor,
            dash: baselineDash,
          },
        ]
      : []),
    ...(theory
      ? [
          {
            id: 'theory',
            label: theory.key ?? t('theoryWithBand', { label: theory.label }),
            color: theoryColor,
            dash: theoryDash,
            shape: theory.key ? ('line' as const) : ('lineAndBand' as const),
          },
        ]
      : []),
  ];
  return (
    <ChartFrame
      meta={meta}
      height={height}
      axis={{ label: '', scale: 'log', switchable: true }}
      table={() => ({
        columns: [
          'layer',
          ...panels.map(({ series, axis }) => `${series.label} (${axis.unit ?? axis.label})`),
          ...panels.flatMap(({ theory }) => (theory ? [theory.label] : [])),
          ...panels.flatMap(({ series, baseline }) =>
            baseline ? [`${baseline.label}: ${series.label}`] : [],
          ),
        ],
        rows: layers.map((layer, l) => [
          layer,
          ...panels.map(({ series }) => series.values[l]!),
          ...panels.flatMap(({ theory }) => (theory ? [theory.values[l] ?? Number.NaN] : [])),
          ...panels.flatMap(({ baseline }) => (baseline ? [baseline.values[l] ?? Number.NaN] : [])),
        ]),
      })}
      plot={(chosen) => ({
        panels: panels.map(({ series, axis, theory, baseline }, p) => {
          const x = layers.map((_, l) => l);
          return {
            title: series.label,
            x: { label: t('layer'), names: layers },
            y: { label: axis.unit ?? axis.label, scale: axis.scale === 'linear' ? 'linear' : chosen },
            series: [
              {
                label: series.label,
                color: series.color ?? categoryColor(p),
                draw: 'bars' as const,
                x,
                y: series.values,
              },
              ...(baseline
                ? [
                    {
                      label: baseline.label,
                      color: baselineColor,
                      dash: baselineDash,
                      draw: 'linePoints' as const,
                      x: x.slice(0, baseline.values.length),
                      y: baseline.values,
                    },
                  ]
                : []),
              ...(theory
                ? [
                    {
                      label: theory.label,
                      color: theoryColor,
                      dash: theoryDash,
                      draw: 'line' as const,
                      x: x.slice(0, theory.values.length),
                      y: theory.values,
                      low: theory.low,
                      high: theory.high,
                    },
                  ]
                : []),
            ],
          };
        }),
      })}
      legend={<Legend entries={keys} />}
    >
      {(chosen) => (
        <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          {panels.map(({ series, axis, help, theory, baseline }, p) => {
            const scale = axis.scale === 'linear' ? 'linear' : chosen;
            const values = Array.from(series.values);
            const shown = [
              ...values,
              ...(theory?.low ?? []),
              ...(theory?.high ?? []),
              ...Array.from(baseline?.values ?? []),
            ];
            const range = valueScale(shown, scale, { count: 4, include: [0] });
            const base = scale === 'log' ? range.domain[0] : 0;
            const data = layers.map((layer, l) => ({
              layer,
              l,
              value: values[l]!,
              bar: scale === 'log' ? Math.max(values[l]!, base) : values[l]!,
              theory: shownOf(theory?.values[l]),
              baseline: l < (baseline?.values.length ?? 0) ? baseline!.values[l] : undefined,
              band:
                theory && shownOf(theory.low[l]) !== undefined
                  ? [theory.low[l]!, theory.high[l]!]
                  : undefined,
            }));
            const color = series.color ?? categoryColor(p);
            const last = p === panels.length - 1;
            return (
              <div
                key={series.id}
                style={{ flex: 1, minHeight: 60, display: 'flex', flexDirection: 'column' }}
              >
                <svg height={17} width="100%" aria-hidden style={{ flexShrink: 0 }}>
                  <title>{help}</title>
                  <text x={58} y={12} fontSize={12} fill="var(--mantine-color-text)">
                    {series.label}
                  </text>
                </svg>
                <div style={{ flex: 1, minHeight: 0 }}>
                  <ResponsiveContainer width="100%" height="100%">
                    <ComposedChart
                      data={data}
                      accessibilityLayer={false}
                      syncId={meta.id}
                      margin={{ top: 6, right: 8, bottom: last ? 14 : 7, left: 4 }}
                      onClick={({ activeTooltipIndex }) => {
                        if (activeTooltipIndex !== undefined && activeTooltipIndex !== null)
                          onSelectLayer(Number(activeTooltipIndex));
                      }}
                    >
                      <CartesianGrid {...gridStyle} vertical={false} />
                      <XAxis
                        {...axisStyle}
                        dataKey="layer"
                        hide={!last}
                        ticks={[...namesToWrite(layers)]}
                        interval="preserveStartEnd"
                        label={placeName(t('layer'))}
                      />
                      <YAxis {...uprightAxis(range, scale)} width={54} />
                      <Tooltip
                        isAnimationActive={false}
                        cursor={{ fill: 'var(--mantine-color-default-hover)' }}
                        content={({ active, payload }) => {
                          const point = payload?.[0]?.payload as
                            | { layer: string; l: number; value: number; theory?: number; baseline?: number }
                            | undefined;
                          if (!active || !point) return null;
                          const ratio = point.value / values[lastHidden]!;
                          return (
                            <TooltipBox
                              title={`${series.label}, ${point.layer}`}
                              rows={[
                                {
                                  label: axis.unit ?? axis.label,
                                  value:
                                    axis.scale === 'linear'
                                      ? formatNumber(point.value)
                                      : formatNorm(point.value),
                                  color,
                                },
                                { label: `÷ ${layers[lastHidden]}`, value: formatNumber(ratio) },
                                ...(baseline && point.baseline !== undefined
                                  ? [
                                      {
                                        label: baseline.label,
                                        value: formatNorm(point.baseline),
                                        color: baselineColor,
                                      },
                                    ]
                                  : []),
                                ...(theory && point.theory !== undefined
                                  ? [
                                      {
                                        label: theory.label,
                                        value: formatNorm(point.theory),
                                        color: theoryColor,
                                      },
                                    ]
                                  : []),
                              ]}
                            />
                          );
                        }}
                      />
                      <Bar dataKey="bar" isAnimationActive={false} fill={color} minPointSize={1}>
                        {data.map(({ l, layer }) => (
                          <Cell
                            key={layer}
                            fill={color}
                            fillOpacity={selectedLayer === undefined || selectedLayer === l ? 1 : 0.45}
                          />
                        ))}
                      </Bar>
                      {baseline && (
                        <Line
                          dataKey="baseline"
                          stroke={baselineColor}
                          strokeWidth={1.5}
                          strokeDasharray={baselineDash}
                          strokeOpacity={emphasis('baseline')}
                          dot={{ r: 2, strokeDasharray: 'none' }}
                          activeDot={false}
                          isAnimationActive={false}
                        />
                      )}
                      {theory && (
                        <Area
                          dataKey="band"
                          stroke="none"
                          fill={theoryColor}
                          type="monotone"
                          fillOpacity={0.25 * emphasis('theory')}
                          isAnimationActive={false}
                          activeDot={false}
                        />
                      )}
                      {theory && (
                        <Line
                          dataKey="theory"
                          type="monotone"
                          stroke={theoryColor}
                          strokeWidth={2}
                          strokeDasharray={theoryDash}
                          strokeOpacity={emphasis('theory')}
                          dot={false}
                          activeDot={false}
                          isAnimationActive={false}
                        />
                      )}
                    </ComposedChart>
                  </ResponsiveContainer>
                </div>
              </div>
            );
          })}
        </div>
      )}
    </ChartFrame>
  );
}

/** Recharts leaves out what is undefined. */
const shownOf = (value: number | undefined): number | undefined => (Number.isNaN(value) ? undefined : value);
