import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { formatNumber } from './format';
import { useEmphasis } from './highlight';
import { Legend } from './Legend';
import { categoryColor } from './palette';
import { BandMark, LineMark } from './plot/marks';
import { Plot } from './plot/Plot';
import { valueScale } from './scales';
import { TooltipBox } from './TooltipBox';
import type { KeyEntry, SingularValuesProps } from './types';

const [valueColor, theoryColor] = [0, 1].map(categoryColor) as [string, string];
const theoryDash = '5 3';

/** The number of places from which on the values get no dots. */
const fewPlaces = 40;

/** Draws singular values at places along one axis: a line, its band, and the theoretical values. */
export function SingularValues(props: SingularValuesProps & { readonly height?: number | string }) {
  const { meta, places, placeLabel, values, low, high, theory, labels, height = 200 } = props;
  const { t } = useTranslation('charts');
  const emphasis = useEmphasis(['value', 'theory']);
  const keys: KeyEntry[] = [
    { id: 'value', label: labels.value, color: valueColor },
    ...(low && high
      ? [
          {
            id: 'range',
            label: t('bandsReach', { low: t('smallest'), high: t('largest') }),
            color: valueColor,
            shape: 'band' as const,
          },
        ]
      : []),
    ...(theory ? [{ id: 'theory', label: labels.theory, color: theoryColor, dash: theoryDash }] : []),
    { id: 'one', label: t('lengthKept'), color: 'var(--mantine-color-dimmed)', dash: '2 2' },
  ];
  const at = places.map((_, i) => i);
  const shown = [...values, ...(low ?? []), ...(high ?? []), ...(theory ?? []), 1];
  return (
    <ChartFrame
      meta={meta}
      height={height}
      axis={{ label: '', scale: 'log', switchable: true }}
      table={() => ({
        columns: [
          placeLabel,
          labels.value,
          ...(low && high ? [t('smallest'), t('largest')] : []),
          ...(theory ? [labels.theory] : []),
        ],
        rows: places.map((place, i) => [
          place,
          values[i]!,
          ...(low && high ? [low[i]!, high[i]!] : []),
          ...(theory ? [theory[i]!] : []),
        ]),
      })}
      plot={(scale) => ({
        panels: [
          {
            x: { label: placeLabel, names: places },
            y: { label: labels.value, scale },
            series: [
              { label: labels.value, color: valueColor, draw: 'line', x: at, y: values, low, high },
              ...(theory
                ? [
                    {
                      label: labels.theory,
                      color: theoryColor,
                      dash: theoryDash,
                      draw: 'line' as const,
                      x: at,
                      y: theory,
                    },
                  ]
                : []),
            ],
          },
        ],
      })}
      legend={<Legend entries={keys} />}
    >
      {(scale) => {
        const range = valueScale(shown, scale);
        // A log axis cannot show 0, so a band that reaches 0 ends at the end of the axis.
        const onAxis = (value: number) => (scale === 'log' ? Math.max(value, range.domain[0]) : value);
        return (
          <Plot
            places={{ kind: 'names', names: places }}
            up={{ axis: range, scale }}
            name={placeLabel}
            tip={(i) => (
              <TooltipBox
                title={`${placeLabel} ${places[i]}`}
                rows={[
                  { label: labels.value, value: formatNumber(values[i]!), color: valueColor },
                  ...(low && high
                    ? [
                        { label: t('smallest'), value: formatNumber(low[i]!) },
                        { label: t('largest'), value: formatNumber(high[i]!) },
                      ]
                    : []),
                  ...(theory && i < theory.length
                    ? [{ label: labels.theory, value: formatNumber(theory[i]!), color: theoryColor }]
                    : []),
                ]}
              />
            )}
          >
            {(space) => (
              <>
                <path
                  d={`M${space.area.left},${space.y(1)}H${space.area.right}`}
                  stroke="var(--mantine-color-dimmed)"
                  strokeDasharray="2 2"
                />
                {low && high && (
                  <BandMark
                    space={space}
                    low={Array.from(low, onAxis)}
                    high={Array.from(high, onAxis)}
                    color={valueColor}
                    opacity={0.2 * emphasis('value')}
                  />
                )}
                <LineMark
                  space={space}
                  values={values}
                  color={valueColor}
                  width={2}
                  opacity={emphasis('value')}
                  dots={places.length < fewPlaces ? 2 : undefined}
                />
                {theory && (
                  <LineMark
                    space={space}
                    values={theory}
                    color={theoryColor}
                    dash={theoryDash}
                    width={2}
                    opacity={emphasis('theory')}
                    curve="smooth"
                  />
                )}
              </>
            )}
          </Plot>
        );
      }}
    </ChartFrame>
  );
}
