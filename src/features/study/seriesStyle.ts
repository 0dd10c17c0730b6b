import { seriesLook } from '../../charts';

/** How someone is called and drawn, in every view. */
export interface SeriesStyle {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dash?: string;
}

/** Those that are compared, in the same words and colours in every view. @param id what their ids begin with */
export const seriesStyles = (id: string, labels: readonly string[]): readonly SeriesStyle[] =>
  labels.map((label, i) => ({ id: `${id}-${i}`, label, ...seriesLook(i) }));
