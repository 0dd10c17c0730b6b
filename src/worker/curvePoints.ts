/** Points of each curve of a transfer, where it is seen over time. */
export const curvePoints = 40;
