/** The workers with an engine, by their names. */
export const engines = {
  training: () => import('./training.worker'),
  comparison: () => import('./comparison.worker'),
  distillation: () => import('./distillation.worker'),
  transfer: () => import('./transfer.worker'),
  pool: () => import('./pool.worker'),
};
