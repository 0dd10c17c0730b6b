import { useTranslation } from 'react-i18next';
import { ChartFrame } from './ChartFrame';
import { formatPercent } from './format';
import { magnitudeColor } from './palette';
import type { ConfusionMatrixProps } from './types';

/** Side of a cell, in the drawing's own units. */
const cell = 40;
const margin = 46;
/** Classes up to which the counts are written into the cells. */
const writtenClasses = 20;

/** Which classes are taken for which: rows the true class, columns the predicted, shaded by the row's share. */
export function ConfusionMatrix({
  meta,
  classNames,
  counts,
  height = 240,
}: ConfusionMatrixProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const n = classNames.length;
  const rowTotal = (row: number) => {
    let total = 0;
    for (let column = 0; column < n; column++) total += counts[row * n + column] ?? 0;
    return total;
  };
  const side = n * cell;
  const fontSize = Math.max(11, side / 18);
  const text = { fill: 'var(--mantine-color-dimmed)', fontSize };
  const stride = Math.ceil(n / 20);
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => ({
        columns: [`${t('true')} \\ ${t('predicted')}`, ...classNames],
        rows: classNames.map((name, row) => [
          name,
          ...Array.from({ length: n }, (_, column) => counts[row * n + column] ?? 0),
        ]),
      })}
    >
      {() => (
        <svg
          width="100%"
          height="100%"
          viewBox={`${-margin - fontSize} ${-margin - fontSize} ${side + margin + 2 * fontSize} ${side + margin + 2 * fontSize}`}
          aria-hidden
        >
          <text x={side / 2} y={-margin + 2} textAnchor="middle" {...text}>
            {t('predicted')}
          </text>
          <text transform={`translate(${-margin + 2} ${side / 2}) rotate(-90)`} textAnchor="middle" {...text}>
            {t('true')}
          </text>
          {classNames.map((name, row) => {
            const total = rowTotal(row);
            return (
              <g key={name}>
                {row % stride === 0 && (
                  <>
                    <text x={-6} y={(row + 0.5) * cell} textAnchor="end" dominantBaseline="middle" {...text}>
                      {name.slice(0, 8)}
                    </text>
                    <text x={(row + 0.5) * cell} y={-8} textAnchor="middle" {...text}>
                      {name.slice(0, 8)}
                    </text>
                  </>
                )}
                {classNames.map((predicted, column) => {
                  const count = counts[row * n + column] ?? 0;
                  const share = total > 0 ? count / total : 0;
                  const label = t('confusionCell', {
                    actual: name,
                    predicted,
                    count,
                    share: formatPercent(share),
                  });
                  return (
                    <g key={predicted}>
                      <rect
                        x={column * cell}
                        y={row * cell}
                        width={cell - 1}
                        height={cell - 1}
                        fill={magnitudeColor(share)}
                      >
                        <title>{label}</title>
                      </rect>
                      {n <= writtenClasses && (
                        <text
                          x={(column + 0.5) * cell}
                          y={(row + 0.5) * cell}
                          textAnchor="middle"
                          dominantBaseline="middle"
                          fontSize={count > 999 ? 11 : 13}
                          fill={share > 0.55 ? '#1a1a1a' : '#ffffff'}
                          pointerEvents="none"
                        >
                          {count}
                        </text>
                      )}
                    </g>
                  );
                })}
              </g>
            );
          })}
        </svg>
      )}
    </ChartFrame>
  );
}
