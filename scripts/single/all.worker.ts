import { startNamed } from '../../src/worker/startNamed';

/** Every worker of the page in one script, so that the single file holds the engine once. */
startNamed({
  training: () => import('../../src/worker/training.worker'),
  comparison: () => import('../../src/worker/comparison.worker'),
  distillation: () => import('../../src/worker/distillation.worker'),
  transfer: () => import('../../src/worker/transfer.worker'),
  pool: () => import('../../src/worker/pool.worker'),
  log: () => import('../../src/worker/log.worker'),
  table: () => import('../../src/worker/table.worker'),
  code: () => import('../../src/worker/code.worker'),
  file: () => import('../../src/store/file.worker'),
});
