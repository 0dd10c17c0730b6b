import type { TFunction } from 'i18next';
import { formatNumber, withUnit } from './format';

/** The description of one axis. */
export interface PlotAxis {
  readonly label: string;
  readonly scale?: 'linear' | 'log' | undefined;
  /** Whether its numbers are shares. */
  readonly percent?: boolean | undefined;
  /** The names of its places, if they are not numbers: the `x` of a series is then an index from 0. */
  readonly names?: readonly string[] | undefined;
  readonly domain?: readonly [number, number] | undefined;
  readonly unit?: string | undefined;
}

/** A row of numbers with its drawing style. */
export interface PlotSeries {
  readonly label: string;
  readonly color: string;
  readonly dash?: string | undefined;
  readonly draw: 'line' | 'bars' | 'points' | 'linePoints';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** The ends of a band or an error bar. */
  readonly low?: ArrayLike<number> | undefined;
  readonly high?: ArrayLike<number> | undefined;
}

/** One pair of axes. */
export interface PlotPanel {
  readonly title?: string | undefined;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Whether bars are horizontal, with their names along y. */
  readonly lying?: boolean;
  readonly series: readonly PlotSeries[];
}

/** A value for each cell. */
export interface MatrixData {
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly columnLabel: string;
  readonly rowLabel: string;
  readonly valueLabel: string;
  readonly percent?: boolean | undefined;
  /** Whether the first row is the lowest; otherwise it is the topmost. */
  readonly upward?: boolean;
  /** `[rows, columns]`. */
  readonly values: ArrayLike<number>;
}

/** The content of a chart, for screen readers and for programs that draw it again. */
export type PlotData =
  | { readonly panels: readonly PlotPanel[] }
  | { readonly matrix: MatrixData }
  | { readonly sentence: string };

/** The largest number of series that are described one by one. */
const mostDescribed = 6;

/** One sentence after the other, with a space between them where the language has one. */
export const joinSentences = (sentences: readonly string[], t: TFunction<'charts'>): string =>
  sentences.length === 0 ? '' : sentences.reduce((before, after) => t('summary.followed', { before, after }));

/** Describes in a few sentences what a chart shows now. */
export function sentenceOf(plot: PlotData, t: TFunction<'charts'>): string {
  if ('sentence' in plot) return plot.sentence;
  if ('matrix' in plot) return matrixSentence(plot.matrix, t);
  const series = plot.panels.flatMap((panel) => panel.series.map((one) => ({ panel, one })));
  const sentences = series.slice(0, mostDescribed).map(({ panel, one }) => seriesSentence(panel, one, t));
  const more = series.length - sentences.length;
  return joinSentences([...sentences, ...(more > 0 ? [t('summary.more', { count: more })] : [])], t);
}

function seriesSentence(panel: PlotPanel, { label, x, y }: PlotSeries, t: TFunction<'charts'>): string {
  const [places, values] = panel.lying ? [panel.y, panel.x] : [panel.x, panel.y];
  const at = Array.from(y, (_, i) => i).filter((i) => Number.isFinite(y[i]));
  if (at.length === 0) return t('summary.none', { label });
  const place = (i: number) => places.names?.[x[i]!] ?? `${places.label} ${formatNumber(x[i]!)}`;
  const value = (i: number) => withUnit(y[i]!, values);
  const [first, last] = [at[0]!, at.at(-1)!];
  if (at.length === 1) return t('summary.one', { label, value: value(first), place: place(first) });
  const lowest = at.reduce((best, i) => (y[i]! < y[best]! ? i : best));
  const highest = at.reduce((best, i) => (y[i]! > y[best]! ? i : best));
  const lost = y.length - at.length;
  return t(lost > 0 ? 'summary.lineWithGaps' : 'summary.line', {
    label,
    from: value(first),
    start: place(first),
    to: value(last),
    end: place(last),
    low: value(lowest),
    lowAt: place(lowest),
    high: value(highest),
    highAt: place(highest),
    lost,
  });
}

function matrixSentence(
  { columns, rows, columnLabel, rowLabel, valueLabel, percent, values }: MatrixData,
  t: TFunction<'charts'>,
): string {
  const at = Array.from(values, (_, i) => i).filter((i) => Number.isFinite(values[i]));
  if (at.length === 0) return t('summary.none', { label: valueLabel });
  const lowest = at.reduce((best, i) => (values[i]! < values[best]! ? i : best));
  const highest = at.reduce((best, i) => (values[i]! > values[best]! ? i : best));
  const place = (i: number) =>
    [
      ...(rows.length > 1 ? [`${rowLabel} ${rows[Math.floor(i / columns.length)]}`] : []),
      `${columnLabel} ${columns[i % columns.length]}`,
    ].join(t('summary.comma'));
  return t('summary.matrix', {
    label: valueLabel,
    rows: rows.length,
    columns: columns.length,
    low: withUnit(values[lowest]!, { percent }),
    lowAt: place(lowest),
    high: withUnit(values[highest]!, { percent }),
    highAt: place(highest),
    lost: values.length - at.length,
  });
}
