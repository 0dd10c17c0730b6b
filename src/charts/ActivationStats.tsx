import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { axisLook, gridLook } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber, formatPercent } from './format';
import { Legend, toggled } from './Legend';
import { categoryColor } from './palette';
import { TooltipBox } from './TooltipBox';
import type { ActivationStatsProps } from './types';

/** Mean ± standard deviation of each layer's activations, above the shares of saturated and dead units. */
export function ActivationStats(props: ActivationStatsProps & { readonly height?: number | string }) {
  const { meta, layers, mean, std, saturated, dead, onSelectLayer, height = 320 } = props;
  const { t } = useTranslation('charts');
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const entries = [
    { id: 'mean', label: t('meanStd'), color: categoryColor(0) },
    { id: 'saturated', label: t('saturated'), color: categoryColor(4) },
    { id: 'dead', label: t('dead'), color: categoryColor(1) },
  ];
  const data = layers.map((layer, l) => ({
    layer,
    mean: mean[l]!,
    band: [mean[l]! - std[l]!, mean[l]! + std[l]!],
    std: std[l]!,
    saturated: saturated[l]!,
    dead: dead[l]!,
  }));
  const select = ({ activeTooltipIndex }: { activeTooltipIndex?: number | string | null | undefined }) => {
    if (activeTooltipIndex !== undefined && activeTooltipIndex !== null)
      onSelectLayer(Number(activeTooltipIndex));
  };
  const tooltip = (
    <Tooltip
      isAnimationActive={false}
      content={({ active, payload }) => {
        const point = payload?.[0]?.payload as (typeof data)[number] | undefined;
        if (!active || !point) return null;
        return (
          <TooltipBox
            title={t('layerNamed', { layer: point.layer })}
            rows={[
              { label: t('meanStd'), value: `${formatNumber(point.mean)} ± ${formatNumber(point.std)}` },
              { label: t('saturated'), value: formatPercent(point.saturated) },
              { label: t('dead'), value: formatPercent(point.dead) },
            ]}
          />
        );
      }}
    />
  );
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['layer', 'mean', 'std', 'saturated fraction', 'dead fraction'],
        rows: layers.map((layer, l) => [layer, mean[l]!, std[l]!, saturated[l]!, dead[l]!]),
      })}
      legend={<Legend entries={entries} hidden={hidden} onToggle={(id) => setHidden(toggled(hidden, id))} />}
    >
      {() => (
        <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <div style={{ flex: 3, minHeight: 0 }}>
            <ResponsiveContainer width="100%" height="100%">
              <ComposedChart
                data={data}
                syncId={meta.id}
                margin={{ top: 6, right: 8, bottom: 0, left: 4 }}
                onClick={select}
              >
                <CartesianGrid {...gridLook} vertical={false} />
                <XAxis {...axisLook} dataKey="layer" hide />
                <YAxis
                  {...axisLook}
                  type="number"
                  domain={['auto', 'auto']}
                  tickFormatter={formatNumber}
                  width={54}
                />
                {tooltip}
                {!hidden.has('mean') && (
                  <Area
                    dataKey="band"
                    stroke="none"
                    fill={categoryColor(0)}
                    fillOpacity={0.2}
                    isAnimationActive={false}
                  />
                )}
                {!hidden.has('mean') && (
                  <Line dataKey="mean" stroke={categoryColor(0)} dot={{ r: 1.5 }} isAnimationActive={false} />
                )}
              </ComposedChart>
            </ResponsiveContainer>
          </div>
          <div style={{ flex: 2, minHeight: 0 }}>
            <ResponsiveContainer width="100%" height="100%">
              <ComposedChart
                data={data}
                syncId={meta.id}
                margin={{ top: 6, right: 8, bottom: 14, left: 4 }}
                onClick={select}
              >
                <CartesianGrid {...gridLook} vertical={false} />
                <XAxis
                  {...axisLook}
                  dataKey="layer"
                  minTickGap={12}
                  label={{
                    value: t('layer'),
                    position: 'insideBottom',
                    offset: -8,
                    fontSize: 11,
                    fill: 'var(--mantine-color-dimmed)',
                  }}
                />
                <YAxis {...axisLook} type="number" domain={[0, 1]} tickFormatter={formatPercent} width={54} />
                {tooltip}
                {!hidden.has('saturated') && (
                  <Bar dataKey="saturated" fill={categoryColor(4)} isAnimationActive={false} />
                )}
                {!hidden.has('dead') && (
                  <Bar dataKey="dead" fill={categoryColor(1)} isAnimationActive={false} />
                )}
              </ComposedChart>
            </ResponsiveContainer>
          </div>
        </div>
      )}
    </ChartFrame>
  );
}
