import { useTranslation } from 'react-i18next';
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from 'recharts';
import { gridStyle, numberAxis, placeName, valueName } from './axes';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { formatPercent } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { linearAxis } from './scales';
import { useHidden } from './sharedKey';
import { TooltipBox } from './TooltipBox';
import type { ConfidenceBin, KeyEntry, ReliabilityDiagramProps } from './types';

/** Table rows: every bin that holds samples. */
export const reliabilityTable = ({ series }: ReliabilityDiagramProps): ChartTable => ({
  columns: ['model', 'confidence', 'accuracy', 'count', 'ece'],
  rows: series.flatMap(({ label, bins, ece }) =>
    filled(bins).map(({ confidence, accuracy, count }) => [label, confidence, accuracy, count, ece]),
  ),
});

const filled = (bins: readonly ConfidenceBin[]) => bins.filter(({ count }) => count > 0);

const shareAxis = numberAxis(linearAxis([], { domain: [0, 1], percent: true }));

/** Draws accuracy against confidence. A point above the diagonal is underconfident; a point below it is overconfident. */
export function ReliabilityDiagram(props: ReliabilityDiagramProps & { readonly height?: number | string }) {
  const { meta, series, height = 280 } = props;
  const { t } = useTranslation('charts');
  const [hidden, toggle] = useHidden();
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
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => reliabilityTable(props)}
      plot={() => ({
        panels: [
          {
            x: { label: t('confidence'), percent: true, domain: [0, 1] },
            y: { label: t('accuracy'), percent: true, domain: [0, 1] },
            series: series
              .filter(({ id }) => !hidden.has(id))
              .map(({ label, color, bins }) => ({
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
          <ResponsiveContainer width="100%" height="100%">
            <ScatterChart accessibilityLayer={false} margin={{ top: 6, right: 10, bottom: 14, left: 4 }}>
              <CartesianGrid {...gridStyle} />
              <XAxis {...shareAxis} dataKey="confidence" label={placeName(t('confidence'))} />
              <YAxis {...shareAxis} dataKey="accuracy" width={58} label={valueName(t('accuracy'))} />
              {/* The area of a point is its share of the samples. */}
              <ZAxis type="number" dataKey="count" range={[24, 220]} />
              <ReferenceLine
                segment={[
                  { x: 0, y: 0 },
                  { x: 1, y: 1 },
                ]}
                stroke="var(--mantine-color-dimmed)"
                strokeDasharray="4 3"
              />
              <Tooltip
                isAnimationActive={false}
                cursor={false}
                content={({ active, payload }) => {
                  const bin = payload?.[0]?.payload as
                    | (ConfidenceBin & { readonly label: string })
                    | undefined;
                  return active && bin ? (
                    <TooltipBox
                      title={bin.label}
                      rows={[
                        { label: t('confidence'), value: formatPercent(bin.confidence) },
                        { label: t('accuracy'), value: formatPercent(bin.accuracy) },
                        { label: t('samples'), value: String(bin.count) },
                      ]}
                    />
                  ) : null;
                }}
              />
              {series
                .filter(({ id }) => !hidden.has(id))
                .map(({ id, label, color, bins }) => (
                  <Scatter
                    key={id}
                    name={label}
                    data={filled(bins).map((bin) => ({ ...bin, label }))}
                    fill={color}
                    fillOpacity={0.85 * emphasis(id)}
                    line={{ stroke: color, strokeWidth: 1.5, strokeOpacity: emphasis(id) }}
                    isAnimationActive={false}
                  />
                ))}
            </ScatterChart>
          </ResponsiveContainer>
        </div>
      )}
    </ChartFrame>
  );
}
