import { startNamed } from './startNamed';

/** Every worker with an engine, as one script: what they share, TensorFlow.js above all, is built, loaded and stored once. */
startNamed({
  training: () => import('./training.worker'),
  comparison: () => import('./comparison.worker'),
  distillation: () => import('./distillation.worker'),
  transfer: () => import('./transfer.worker'),
  pool: () => import('./pool.worker'),
});
