import { seriesLook } from '../../charts';

/** A, B, C … */
export const runName = (index: number): string => String.fromCharCode(65 + index);

/** How a run is drawn. */
export const runStyle = seriesLook;
