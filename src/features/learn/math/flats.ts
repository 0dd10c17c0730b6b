import type { Points } from './leastSquares';

/** Twelve made-up flats: size in 100 m², price in 100,000 €. */
export const flats: Points = [
  [0.28, 1.35],
  [0.36, 1.32],
  [0.45, 1.83],
  [0.52, 1.71],
  [0.61, 2.24],
  [0.68, 2.05],
  [0.77, 2.61],
  [0.85, 2.43],
  [0.96, 3.12],
  [1.08, 3.05],
  [1.21, 3.62],
  [1.4, 3.78],
];

/** Where the descents of the chapter start. */
export const start = [0, 0] as const;
