import { engines } from '../../src/worker/engines';
import { startNamed } from '../../src/worker/startNamed';

// Every worker of the page in one script, so that the single file holds the engine once.
startNamed({
  ...engines,
  log: () => import('../../src/worker/log.worker'),
  table: () => import('../../src/worker/table.worker'),
  code: () => import('../../src/worker/code.worker'),
  file: () => import('../../src/store/file.worker'),
});
