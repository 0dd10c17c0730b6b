import type { TFunction } from 'i18next';
import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { formatPercent } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { linearAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { ConfidenceBin, KeyEntry, ReliabilityDiagramProps } from './types';

/** Table rows: every bin that holds samples. */
export const reliabilityTable = (
  { series }: ReliabilityDiagramProps,
  t: TFunction<'charts'>,
): ChartTable => ({
  columns: [
    { id: 'model', label: t('heads.model') },
    { id: 'confidence', label: t('confidence'), percent: true },
    { id: 'accuracy', label: t('accuracy'), percent: true },
    { id: 'count', label: t('samples') },
    { id: 'ece', label: t('heads.ece'), percent: true },
  ],
  rows: series.flatMap(({ label, bins, ece }) =>
    filled(bins).map(({ confidence, accuracy, count }) => [label, confidence, accuracy, count, ece]),
  ),
});

const filled = (bins: readonly ConfidenceBin[]) => bins.filter(({ count }) => count > 0);

const shareAxis = linearAxis([], { domain: [0, 1], percent: true });

/** The radius of a point whose area is its share of the fullest bin. */
const radiusOf = (share: number): number => Math.sqrt((24 + 196 * share) / Math.PI);
const largestRadius = Math.ceil(radiusOf(1));

/** Draws accuracy against confidence. A point above the diagonal is underconfident; a point below it is overconfident. */
export function ReliabilityDiagram(props: ReliabilityDiagramProps & { readonly height?: number | string }) {
  const { meta, series, height = 280 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden(meta.id);
  const emphasis = useEmphasis(series.map(({ id }) => id));
  const entries: KeyEntry[] = series.map(({ id, label, color, ece }) => ({
    id,
    color,
    label: t('withEce', { label, ece: formatPercent(ece) }),
    shape: 'point' as const,
  }));
  const keys: KeyEntry[] = [
    ...entries,
    {
      id: 'diagonal',
      label: t('asOftenAsSaid'),
      color: 'var(--mantine-color-dimmed)',
      dash: '4 3',
      fixed: true,
    },
  ];
  const shown = series.filter(({ id }) => !hidden.has(id));
  const filledBins = shown.flatMap(({ label, bins }) => filled(bins).map((bin) => ({ ...bin, label })));
  const most = Math.max(1, ...filledBins.map(({ count }) => count));
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => reliabilityTable(props, t)}
      plot={() => ({
        panels: [
          {
            x: { label: t('confidence'), percent: true, domain: [0, 1] },
            y: { label: t('accuracy'), percent: true, domain: [0, 1] },
            series: shown.map(({ label, color, bins }) => ({
              label,
              color,
              draw: 'linePoints' as const,
              x: filled(bins).map(({ confidence }) => confidence),
              y: filled(bins).map(({ accuracy }) => accuracy),
            })),
          },
        ],
      })}
      legend={<Legend entries={keys} hidden={hidden} onToggle={toggle} />}
    >
      {() => (
        <div style={{ height: '100%', aspectRatio: '1.1', maxWidth: '100%', margin: '0 auto' }}>
          <Plot
            places={{ kind: 'numbers', axis: shareAxis, at: filledBins.map(({ confidence }) => confidence) }}
            up={{ axis: shareAxis, name: t('accuracy') }}
            name={t('confidence')}
            left={62}
            crossed
            reach={largestRadius}
            tip={(i) => (
              <TooltipBox
                title={filledBins[i]!.label}
                rows={[
                  { label: t('confidence'), value: formatPercent(filledBins[i]!.confidence) },
                  { label: t('accuracy'), value: formatPercent(filledBins[i]!.accuracy) },
                  { label: t('samples'), value: String(filledBins[i]!.count) },
                ]}
              />
            )}
          >
            {(space) => (
              <>
                <path
                  d={`M${space.across(0)},${space.y(0)}L${space.across(1)},${space.y(1)}`}
                  stroke="var(--mantine-color-dimmed)"
                  strokeDasharray="4 3"
                />
                {shown.map(({ id, color, bins }) => {
                  const own = filled(bins);
                  return (
                    <g key={id}>
                      <LineMark
                        space={space}
                        x={(i) => space.across(own[i]!.confidence)}
                        values={own.map(({ accuracy }) => accuracy)}
                        color={color}
                        opacity={emphasis(id)}
                      />
                      {own.map(({ confidence, accuracy, count }) => (
                        <circle
                          key={confidence}
                          cx={space.across(confidence)}
                          cy={space.y(accuracy)}
                          r={radiusOf(count / most)}
                          fill={color}
                          fillOpacity={0.85 * emphasis(id)}
                        />
                      ))}
                    </g>
                  );
                })}
              </>
            )}
          </Plot>
        </div>
      )}
    </ChartFrame>
  );
}
