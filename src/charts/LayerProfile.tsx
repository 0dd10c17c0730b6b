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
import { axisLook, extent, gridLook, valueAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNorm, formatNumber } from './format';
import { categoryColor } from './palette';
import { TooltipBox } from './TooltipBox';
import type { LayerProfileProps } from './types';

/** What theory draws over what was measured. */
const theoryColor = categoryColor(1);

/** Another run beside this one. */
const besideColor = 'var(--mantine-color-dimmed)';

/** Several quantities by layer, one panel above the next on one layer axis. */
export function LayerProfile({
  meta,
  layers,
  panels,
  selectedLayer,
  onSelectLayer,
  height = '100%',
}: LayerProfileProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const lastHidden = Math.max(0, layers.length - 2);
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
          ...panels.flatMap(({ series, beside }) => (beside ? [`${beside.label}: ${series.label}`] : [])),
        ],
        rows: layers.map((layer, l) => [
          layer,
          ...panels.map(({ series }) => series.values[l]!),
          ...panels.flatMap(({ theory }) => (theory ? [theory.values[l] ?? Number.NaN] : [])),
          ...panels.flatMap(({ beside }) => (beside ? [beside.values[l] ?? Number.NaN] : [])),
        ]),
      })}
    >
      {(chosen) => (
        <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          {panels.map(({ series, axis, help, theory, beside }, p) => {
            const scale = axis.scale === 'linear' ? 'linear' : chosen;
            const values = Array.from(series.values);
            const shown = [
              ...values,
              ...(theory?.low ?? []),
              ...(theory?.high ?? []),
              ...Array.from(beside?.values ?? []),
            ];
            const [low] = extent(shown, scale);
            const base = scale === 'log' ? low : 0;
            const data = layers.map((layer, l) => ({
              layer,
              l,
              value: values[l]!,
              bar: scale === 'log' ? Math.max(values[l]!, base) : values[l]!,
              theory: theory?.values[l],
              beside: l < (beside?.values.length ?? 0) ? beside!.values[l] : undefined,
              band: theory && l < theory.low.length ? [theory.low[l]!, theory.high[l]!] : undefined,
            }));
            const color = series.color ?? categoryColor(p);
            const last = p === panels.length - 1;
            return (
              <div
                key={series.id}
                style={{ flex: 1, minHeight: 84, display: 'flex', flexDirection: 'column' }}
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
                      syncId={meta.id}
                      margin={{ top: 4, right: 8, bottom: last ? 14 : 7, left: 4 }}
                      onClick={({ activeTooltipIndex }) => {
                        if (activeTooltipIndex !== undefined && activeTooltipIndex !== null)
                          onSelectLayer(Number(activeTooltipIndex));
                      }}
                    >
                      <CartesianGrid {...gridLook} vertical={false} />
                      <XAxis
                        {...axisLook}
                        dataKey="layer"
                        hide={!last}
                        interval="preserveStartEnd"
                        minTickGap={12}
                        label={{
                          value: t('layer'),
                          position: 'insideBottom',
                          offset: -8,
                          fontSize: 11,
                          fill: 'var(--mantine-color-dimmed)',
                        }}
                      />
                      <YAxis {...valueAxis(shown, scale, 4)} width={54} />
                      <Tooltip
                        isAnimationActive={false}
                        cursor={{ fill: 'var(--mantine-color-default-hover)' }}
                        content={({ active, payload }) => {
                          const point = payload?.[0]?.payload as
                            | { layer: string; l: number; value: number; theory?: number; beside?: number }
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
                                ...(beside && point.beside !== undefined
                                  ? [
                                      {
                                        label: beside.label,
                                        value: formatNorm(point.beside),
                                        color: besideColor,
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
                      {beside && (
                        <Line
                          dataKey="beside"
                          stroke={besideColor}
                          strokeWidth={1.5}
                          dot={{ r: 2 }}
                          activeDot={false}
                          isAnimationActive={false}
                        />
                      )}
                      {theory && (
                        <Area
                          dataKey="band"
                          stroke="none"
                          fill={theoryColor}
                          fillOpacity={0.25}
                          isAnimationActive={false}
                          activeDot={false}
                        />
                      )}
                      {theory && (
                        <Line
                          dataKey="theory"
                          stroke={theoryColor}
                          strokeWidth={2}
                          strokeDasharray="5 3"
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
