import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor, neutralColor } from './palette';
import { LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { bandPath } from './plot/paths';
import { linearAxis } from './scales';
import { TooltipBox } from './TooltipBox';
import type { ActivationCurveProps, KeyEntry } from './types';

/** The number of points of a curve. */
const points = 161;

/**
 * Draws φ and φ' above a histogram of the units' pre-activations. It shows whether they lie where the slope is or on the flat
 * part.
 */
export function ActivationCurve({
  meta,
  value,
  derivative,
  counts,
  height = 220,
}: ActivationCurveProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const emphasis = useEmphasis(['value', 'derivative', 'share']);
  const keys: KeyEntry[] = [
    { id: 'value', label: 'φ(z)', color: categoryColor(0) },
    { id: 'derivative', label: 'φ′(z)', color: categoryColor(1) },
    { id: 'share', label: t('unitsHere'), color: neutralColor, shape: 'band' },
  ];
  const low = Math.min(-4, counts.low);
  const high = Math.max(4, counts.high);
  const width = (counts.high - counts.low) / counts.counts.length;
  const most = Math.max(...counts.counts, 1);
  const share = (z: number) => {
    const bin = Math.floor((z - counts.low) / width);
    return (counts.counts[bin] ?? 0) / most;
  };
  const zs = Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  const [heights, slopes, shares] = [zs.map(value), zs.map(derivative), zs.map(share)];
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: ['z', 'φ(z)', 'φ′(z)', t('unitsHere')],
        rows: zs.map((z, i) => [z, heights[i]!, slopes[i]!, shares[i]!]),
      })}
      plot={() => ({
        panels: [
          {
            x: { label: t('preActivation') },
            y: { label: 'φ' },
            series: [heights, slopes, shares].map((y, k) => ({
              label: keys[k]!.label,
              color: keys[k]!.color,
              draw: 'line' as const,
              x: zs,
              y,
            })),
          },
        ],
      })}
      legend={<Legend entries={keys} />}
    >
      {() => (
        <Plot
          places={{ kind: 'numbers', axis: { ...linearAxis([low, high]), domain: [low, high] }, at: zs }}
          up={{ axis: linearAxis([...heights, ...slopes], { include: [0, 1] }) }}
          name={t('preActivation')}
          left={52}
          tip={(i) => (
            <TooltipBox
              title={`z = ${formatNumber(zs[i]!)}`}
              rows={[
                { label: 'φ(z)', value: formatNumber(heights[i]!), color: categoryColor(0) },
                { label: 'φ′(z)', value: formatNumber(slopes[i]!), color: categoryColor(1) },
                { label: t('unitsHere'), value: formatNumber(shares[i]!), color: neutralColor },
              ]}
            />
          )}
        >
          {(space) => {
            const { top, bottom } = space.area;
            return (
              <>
                <path
                  d={`M${space.across(0)},${top}V${bottom}`}
                  stroke="var(--mantine-color-default-border)"
                />
                <path
                  d={bandPath(
                    points,
                    space.x,
                    () => bottom,
                    (i) => bottom - shares[i]! * (bottom - top),
                    'steps',
                  )}
                  fill={neutralColor}
                  fillOpacity={0.35 * emphasis('share')}
                />
                <LineMark
                  space={space}
                  values={heights}
                  color={categoryColor(0)}
                  opacity={emphasis('value')}
                  width={2}
                />
                <LineMark
                  space={space}
                  values={slopes}
                  color={categoryColor(1)}
                  opacity={emphasis('derivative')}
                  width={2}
                />
              </>
            );
          }}
        </Plot>
      )}
    </ChartFrame>
  );
}
