import { useState } from 'react';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { formatMeasured, formatPercent } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { layerTitle } from './layerTitle';
import { categoryColor } from './palette';
import { BandMark, BarMarks, LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { linearAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { ActivationStatsProps, KeyEntry } from './types';

/** Mean ± standard deviation of each layer's activations, above the shares of saturated and dead units. */
export function ActivationStats(props: ActivationStatsProps & { readonly height?: number | string }) {
  const { meta, layers, mean, std, saturated, dead, onSelectLayer, height = 320 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden(meta.id);
  const emphasis = useEmphasis(['mean', 'saturated', 'dead']);
  const entries: KeyEntry[] = [
    { id: 'mean', label: t('meanStd'), color: categoryColor(0), shape: 'lineAndBand' },
    { id: 'saturated', label: t('saturated'), color: categoryColor(4), shape: 'bar' },
    { id: 'dead', label: t('dead'), color: categoryColor(1), shape: 'bar' },
  ];
  const places = layers.map((_, l) => l);
  const low = places.map((l) => mean[l]! - std[l]!);
  const high = places.map((l) => mean[l]! + std[l]!);
  const shares = [
    { id: 'saturated', values: saturated, color: categoryColor(4) },
    { id: 'dead', values: dead, color: categoryColor(1) },
  ].filter(({ id }) => !hidden.has(id));
  const hover = useState<number>();
  const common = {
    places: { kind: 'names', names: layers },
    hover,
    onSelect: onSelectLayer,
    tip: (l: number) => (
      <TooltipBox
        title={layerTitle(t, layers[l]!)}
        rows={[
          { label: t('meanStd'), value: `${formatMeasured(mean[l]!)} ± ${formatMeasured(std[l]!)}` },
          { label: t('saturated'), value: formatPercent(saturated[l]!) },
          { label: t('dead'), value: formatPercent(dead[l]!) },
        ]}
      />
    ),
  } as const;
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [
          { id: 'layer', label: t('layer') },
          { id: 'mean', label: t('heads.mean') },
          { id: 'std', label: t('heads.std') },
          { id: 'saturated fraction', label: t('saturated'), percent: true },
          { id: 'dead fraction', label: t('dead'), percent: true },
        ],
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
                low,
                high,
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
            <Plot {...common} up={{ axis: linearAxis([...low, ...high], { include: [0] }) }} bare>
              {(space) =>
                hidden.has('mean') ? null : (
                  <>
                    <BandMark
                      space={space}
                      low={low}
                      high={high}
                      color={categoryColor(0)}
                      opacity={0.2 * emphasis('mean')}
                    />
                    <LineMark
                      space={space}
                      values={mean}
                      color={categoryColor(0)}
                      opacity={emphasis('mean')}
                      dots={1.5}
                    />
                  </>
                )
              }
            </Plot>
          </div>
          <div style={{ flex: 2, minHeight: 0 }}>
            <Plot
              {...common}
              up={{ axis: linearAxis([], { domain: [0, 1], percent: true }) }}
              name={t('layer')}
            >
              {(space) =>
                shares.map(({ id, values, color }, slot) => (
                  <BarMarks
                    key={id}
                    space={space}
                    values={values}
                    from={0}
                    color={color}
                    opacity={emphasis(id)}
                    slot={slot}
                    slots={shares.length}
                  />
                ))
              }
            </Plot>
          </div>
        </div>
      )}
    </ChartFrame>
  );
}
