import { useTranslation } from '../locales/useTranslation';
import { ChartFrame } from './ChartFrame';
import type { ChartTable } from './export/csv';
import { formatNumber } from './format';
import { MatrixCells } from './MatrixCells';
import { divergingColor, magnitudeColor, takesDarkText } from './palette';
import { Ramp } from './Ramp';
import { type AxisScale, colorAxis } from './scales';
import type { ValueMatrixProps } from './types';

/** The colour scale, with round ends around the given range or the values. A diverging scale is symmetric around 0. */
export const colorScale = (props: Pick<ValueMatrixProps, 'values' | 'colors' | 'range'>): AxisScale =>
  colorAxis(colorRange(props));

function colorRange({
  values,
  colors,
  range,
}: Pick<ValueMatrixProps, 'values' | 'colors' | 'range'>): readonly [number, number] {
  if (range) return range;
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length === 0) return colors === 'diverging' ? [-1, 1] : [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (colors === 'diverging') {
    const reach = Math.max(-low, high) || 1;
    return [-reach, reach];
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** The matrix as a table: one row each, with its name first. */
export function matrixTable(props: ValueMatrixProps): ChartTable {
  const { names, columnNames = names, rowLabel, columnLabel, values } = props;
  return {
    columns: [`${rowLabel} \\ ${columnLabel}`, ...columnNames],
    rows: names.map((name, row) => [
      name,
      ...columnNames.map((_, column) => values[row * columnNames.length + column] ?? Number.NaN),
    ]),
  };
}

/** Rounds to two decimals or two digits, whichever fits a cell. */
export function brief(value: number): string {
  const size = Math.abs(value);
  if (size >= 9_500) return value.toExponential(0).replace('+', '');
  if (size >= 1 || value === 0) return String(Number(value.toPrecision(2)));
  return size < 0.005 ? '≈0' : value.toFixed(2);
}

/** Draws a value for each pair of names, as a matrix of coloured cells. */
export function ValueMatrix(props: ValueMatrixProps & { readonly height?: number | string }) {
  const { meta, names, columnNames = names, rowLabel, columnLabel, values, colors, height = 280 } = props;
  const { t } = useTranslation('charts');
  const {
    domain: [low, high],
    format,
  } = colorScale(props);
  const colorOf = colors === 'diverging' ? divergingColor : magnitudeColor;
  const isBeyond = Array.from(values).some((value) => value > high);
  return (
    <ChartFrame
      meta={meta}
      height={height}
      table={() => matrixTable(props)}
      plot={() => ({
        matrix: { rows: names, columns: columnNames, rowLabel, columnLabel, valueLabel: meta.title, values },
      })}
      legend={
        <Ramp
          low={low}
          high={high}
          colorOf={colorOf}
          format={(end) => (end === high && isBeyond ? `≥ ${format(end)}` : format(end))}
        />
      }
    >
      {() => (
        <MatrixCells
          rowNames={names}
          columnNames={columnNames}
          rowLabel={rowLabel}
          columnLabel={columnLabel}
          cell={(row, column) => {
            const value = values[row * columnNames.length + column] ?? Number.NaN;
            const known = Number.isFinite(value);
            const color = known ? colorOf((value - low) / (high - low)) : '#808080';
            return {
              color,
              dark: takesDarkText(color),
              text: known ? brief(value) : '–',
              title: `${names[row]} · ${columnNames[column]}: ${known ? formatNumber(value) : t('noNumber')}`,
            };
          }}
        />
      )}
    </ChartFrame>
  );
}
