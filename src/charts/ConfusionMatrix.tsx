import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import { formatPercent } from './format';
import { MatrixCells } from './MatrixCells';
import { magnitudeColor, takesDarkText } from './palette';
import { Ramp } from './Ramp';
import type { ConfusionMatrixProps } from './types';

/** Draws a confusion matrix: rows are true classes, columns predicted classes, shaded by the share of the row. */
export function ConfusionMatrix({
  meta,
  classNames,
  counts,
  height = 240,
}: ConfusionMatrixProps & { readonly height?: number | string }) {
  const { t } = useTranslation('charts');
  const n = classNames.length;
  const totals = classNames.map((_, row) => {
    let total = 0;
    for (let column = 0; column < n; column++) total += counts[row * n + column] ?? 0;
    return total;
  });
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
      plot={() => ({
        matrix: {
          rows: classNames,
          columns: classNames,
          rowLabel: t('true'),
          columnLabel: t('predicted'),
          valueLabel: t('samples'),
          values: counts,
        },
      })}
      legend={
        <Ramp low={0} high={1} colorOf={magnitudeColor} label={t('shareOfRow')} format={formatPercent} />
      }
    >
      {() => (
        <MatrixCells
          rowNames={classNames}
          columnNames={classNames}
          rowLabel={t('true')}
          columnLabel={t('predicted')}
          cell={(row, column) => {
            const count = counts[row * n + column] ?? 0;
            const share = totals[row]! > 0 ? count / totals[row]! : 0;
            const [actual, predicted] = [classNames[row]!, classNames[column]!];
            return {
              color: magnitudeColor(share),
              dark: takesDarkText(magnitudeColor(share)),
              text: String(count),
              title: t('confusionCell', { actual, predicted, count, share: formatPercent(share) }),
            };
          }}
        />
      )}
    </ChartFrame>
  );
}
