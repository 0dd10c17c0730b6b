import { useState } from 'react';
import { useText } from '../locales/useText';
import { useTranslation } from '../locales/useTranslation';
import { comma } from '../schema/names';
import { ChartFrame } from './ChartFrame';
import { seriesColumn, valueName } from './columns';
import { formatNorm, formatPercent } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { layerTitle } from './layerTitle';
import { categoryColor } from './palette';
import { BandMark, BarMarks, LineMark } from './plot/marks';
import { type Hover, Plot } from './plot/Plot';
import { valueScale } from './scales';
import { TooltipBox } from './TooltipBox';
import type { KeyEntry, LayerProfileProps } from './types';

/** Theory's curve, drawn over the measured one. */
const theoryColor = categoryColor(1);

const theoryDash = '5 3';

/** Another run for comparison. */
const baselineColor = 'var(--mantine-color-text)';
const baselineDash = '2 3';

type ProfilePanelData = LayerProfileProps['panels'][number];

/** Draws several quantities by layer, in panels one above the other on one layer axis. */
export function LayerProfile({
  meta,
  layers,
  areModules = false,
  panels,
  selectedLayer,
  onSelectLayer,
  height = '100%',
}: LayerProfileProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const titles = areModules ? layers : layers.map((name) => layerTitle(t, name));
  const emphasis = useEmphasis(['baseline', 'theory']);
  const hover = useState<number>();
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
          { id: 'layer', label: t('layer') },
          ...panels.map(({ series, axis }) => seriesColumn(series.label, axis)),
          ...panels.flatMap(({ axis: { percent }, theory }) =>
            theory ? [{ id: theory.label, label: theory.label, percent }] : [],
          ),
          ...panels.flatMap(({ series, axis: { percent }, baseline }) => {
            const name = `${baseline?.label}: ${series.label}`;
            return baseline ? [{ id: name, label: name, percent }] : [];
          }),
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
            y: {
              label: valueName(axis),
              scale: axis.scale === 'linear' ? 'linear' : chosen,
              percent: axis.percent,
            },
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
          {panels.map((panel, p) => (
            <ProfilePanel
              key={panel.series.id}
              {...panel}
              color={panel.series.color ?? categoryColor(p)}
              layers={layers}
              titles={titles}
              chosen={chosen}
              last={p === panels.length - 1}
              hover={hover}
              selected={selectedLayer}
              onSelect={onSelectLayer}
              emphasis={emphasis}
            />
          ))}
        </div>
      )}
    </ChartFrame>
  );
}

interface ProfilePanelProps extends ProfilePanelData {
  readonly color: string;
  readonly layers: readonly string[];
  /** What each is called in a title. */
  readonly titles: readonly string[];
  readonly chosen: 'linear' | 'log';
  /** Whether this is the lowest panel, which has the names of the layers. */
  readonly last: boolean;
  readonly hover: Hover;
  readonly selected: number | undefined;
  readonly onSelect: (layer: number) => void;
  readonly emphasis: (id: string) => number;
}

/** One quantity by layer. */
function ProfilePanel(props: ProfilePanelProps) {
  const { series, axis, help, theory, baseline, color, layers, titles, chosen, last, hover, emphasis } =
    props;
  const { t } = useTranslation('charts');
  const text = useText();
  const scale = axis.scale === 'linear' ? 'linear' : chosen;
  const values = Array.from(series.values);
  const format = axis.percent ? formatPercent : formatNorm;
  const shown = [
    ...values,
    ...(theory?.low ?? []),
    ...(theory?.high ?? []),
    ...Array.from(baseline?.values ?? []),
  ];
  const range = valueScale(shown, scale, { count: 4, include: [0], percent: axis.percent });
  const base = scale === 'log' ? range.domain[0] : 0;
  const lastHidden = Math.max(0, layers.length - 2);
  return (
    <div
      // Values without a bar.
      data-not-finite={values.filter((value) => !Number.isFinite(value)).length}
      style={{ flex: last ? '1 1 29px' : 1, minHeight: 60, display: 'flex', flexDirection: 'column' }}
    >
      <svg height={17} width="100%" aria-hidden style={{ flexShrink: 0 }}>
        <title>{help}</title>
        <text x={58} y={12} fontSize={12} fill="var(--mantine-color-text)">
          {series.label}
        </text>
      </svg>
      <div style={{ flex: 1, minHeight: 0 }}>
        <Plot
          places={{ kind: 'names', names: layers }}
          up={{ axis: range, scale }}
          name={t('layer')}
          bare={!last}
          hover={hover}
          onSelect={props.onSelect}
          tip={(l) => (
            <TooltipBox
              title={`${series.label}${text(comma)}${titles[l]}`}
              rows={[
                { label: valueName(axis), value: format(values[l]!) },
                { label: `÷ ${layers[lastHidden]}`, value: formatNorm(values[l]! / values[lastHidden]!) },
                ...(baseline && l < baseline.values.length
                  ? [{ label: baseline.label, value: format(baseline.values[l]!), color: baselineColor }]
                  : []),
                ...(theory && Number.isFinite(theory.values[l])
                  ? [{ label: theory.label, value: format(theory.values[l]!), color: theoryColor }]
                  : []),
              ]}
            />
          )}
        >
          {(space) => (
            <>
              <BarMarks
                space={space}
                // A log axis cannot show 0, which then is a bar without height.
                values={scale === 'log' ? values.map((value) => Math.max(value, base)) : values}
                from={base}
                color={color}
                selected={props.selected}
              />
              {baseline && (
                <LineMark
                  space={space}
                  values={baseline.values}
                  color={baselineColor}
                  dash={baselineDash}
                  opacity={emphasis('baseline')}
                  dots={2}
                />
              )}
              {theory && (
                <>
                  <BandMark
                    space={space}
                    low={theory.low}
                    high={theory.high}
                    color={theoryColor}
                    opacity={0.25 * emphasis('theory')}
                    curve="smooth"
                  />
                  <LineMark
                    space={space}
                    values={theory.values}
                    color={theoryColor}
                    dash={theoryDash}
                    width={2}
                    opacity={emphasis('theory')}
                    curve="smooth"
                  />
                </>
              )}
            </>
          )}
        </Plot>
      </div>
    </div>
  );
}
