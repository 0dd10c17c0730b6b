import { categoryColor, categoryCount } from '../../charts';

/** A, B, C … */
export const runName = (index: number): string => String.fromCharCode(65 + index);

/** A run's colour; beyond the palette's end they come again, and the lines are dashed. */
export const runLook = (index: number) => ({
  color: categoryColor(index),
  dashed: index >= categoryCount,
});
