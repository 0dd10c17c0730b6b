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
import { axisStyle, gridStyle, placeName, uprightAxis } from './axes';
import { ChartFrame } from './ChartFrame';
import { formatNumber, formatPercent } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor } from './palette';
import { linearAxis, namesToWrite } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { ActivationStatsProps, KeyEntry } from './types';

/** Mean ± standard deviation of each layer's activations, above the shares of saturated and dead units. */
export function ActivationStats(props: ActivationStatsProps & { readonly height?: number | string }) {
  const { meta, layers, mean, std, saturated, dead, onSelectLayer, height = 320 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden();
  const emphasis = useEmphasis(['mean', 'saturated', 'dead']);
  const entries: KeyEntry[] = [
    { id: 'mean', label: t('meanStd'), color: categoryColor(0), shape: 'lineAndBand' },
    { id: 'saturated', label: t('saturated'), color: categoryColor(4), shape: 'bar' },
    { id: 'dead', label: t('dead'), color: categoryColor(1), shape: 'bar' },
  ];
  const data = layers.map((layer, l) => ({
    layer,
    mean: mean[l]!,
    band: [mean[l]! - std[l]!, mean[l]! + std[l]!],
    std: std[l]!,
    saturated: saturated[l]!,
    dead: dead[l]!,
  }));
  const places = layers.map((_, l) => l);
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
      plot={() => ({
        panels: [
          {
            x: { label: t('layer'), names: layers },
            y: { label: t('meanStd') },
            series: [
              {
                label: t('meanStd'),
                color: categoryColor(0),
                draw: 'linePoints',
                x: places,
                y: mean,
                low: data.map(({ band }) => band[0]!),
                high: data.map(({ band }) => band[1]!),
              },
            ],
          },
          {
            x: { label: t('layer'), names: layers },
            y: { label: t('unitsShare'), percent: true, domain: [0, 1] },
            series: [
              { label: t('saturated'), color: categoryColor(4), draw: 'bars', x: places, y: saturated },
              { label: t('dead'), color: categoryColor(1), draw: 'bars', x: places, y: dead },
            ],
          },
        ],
      })}
      legend={<Legend entries={entries} hidden={hidden} onToggle={toggle} />}
    >
      {() => (
        <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>
          <div style={{ flex: 3, minHeight: 0 }}>
            <ResponsiveContainer width="100%" height="100%">
              <ComposedChart
                data={data}
                accessibilityLayer={false}
                syncId={meta.id}
                margin={{ top: 6, right: 8, bottom: 0, left: 4 }}
                onClick={select}
              >
                <CartesianGrid {...gridStyle} vertical={false} />
                <XAxis {...axisStyle} dataKey="layer" scale="band" hide />
                <YAxis
                  {...uprightAxis(
                    linearAxis(
                      data.flatMap(({ band }) => band),
                      { include: [0] },
                    ),
                  )}
                  width={54}
                />
                {tooltip}
                {!hidden.has('mean') && (
                  <Area
                    dataKey="band"
                    stroke="none"
                    fill={categoryColor(0)}
                    fillOpacity={0.2 * emphasis('mean')}
                    isAnimationActive={false}
                  />
                )}
                {!hidden.has('mean') && (
                  <Line
                    dataKey="mean"
                    stroke={categoryColor(0)}
                    strokeOpacity={emphasis('mean')}
                    dot={{ r: 1.5 }}
                    isAnimationActive={false}
                  />
                )}
              </ComposedChart>
            </ResponsiveContainer>
          </div>
          <div style={{ flex: 2, minHeight: 0 }}>
            <ResponsiveContainer width="100%" height="100%">
              <ComposedChart
                data={data}
                accessibilityLayer={false}
                syncId={meta.id}
                margin={{ top: 6, right: 8, bottom: 14, left: 4 }}
                onClick={select}
              >
                <CartesianGrid {...gridStyle} vertical={false} />
                <XAxis
                  {...axisStyle}
                  dataKey="layer"
                  ticks={[...namesToWrite(layers)]}
                  interval="preserveStartEnd"
                  label={placeName(t('layer'))}
                />
                <YAxis {...uprightAxis(linearAxis([], { domain: [0, 1], percent: true }))} width={54} />
                {tooltip}
                {!hidden.has('saturated') && (
                  <Bar
                    dataKey="saturated"
                    fill={categoryColor(4)}
                    fillOpacity={emphasis('saturated')}
                    isAnimationActive={false}
                  />
                )}
                {!hidden.has('dead') && (
                  <Bar
                    dataKey="dead"
                    fill={categoryColor(1)}
                    fillOpacity={emphasis('dead')}
                    isAnimationActive={false}
                  />
                )}
              </ComposedChart>
            </ResponsiveContainer>
          </div>
        </div>
      )}
    </ChartFrame>
  );
}
