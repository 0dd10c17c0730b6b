import { seriesLook } from '../../charts';

/** An entry's name and appearance, equal in every view. */
export interface SeriesStyle {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string;
}

/** The names and colours of the compared entries, equal in every view. @param id the prefix of their ids */
export const seriesStyles = (id: string, labels: readonly string[]): readonly SeriesStyle[] =>
  labels.map((label, i) => ({ id: `${id}-${i}`, label, ...seriesLook(i) }));
