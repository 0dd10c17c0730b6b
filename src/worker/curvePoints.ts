/** The number of points of each curve of a transfer over time. */
export const curvePoints = 40;
