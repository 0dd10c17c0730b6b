/** Every worker of the page in one script, so that the single file holds the engine once. A worker's name says which it is. */
const workers: Readonly<Record<string, () => Promise<unknown>>> = {
  training: () => import('../../src/worker/training.worker'),
  comparison: () => import('../../src/worker/comparison.worker'),
  distillation: () => import('../../src/worker/distillation.worker'),
  transfer: () => import('../../src/worker/transfer.worker'),
  pool: () => import('../../src/worker/pool.worker'),
  log: () => import('../../src/worker/log.worker'),
  table: () => import('../../src/worker/table.worker'),
  code: () => import('../../src/worker/code.worker'),
  file: () => import('../../src/store/file.worker'),
};

// Commands that arrive before the worker listens wait here.
const early: MessageEvent[] = [];
const keep = (event: MessageEvent) => void early.push(event);
addEventListener('message', keep);
void workers[self.name]!().then(() => {
  removeEventListener('message', keep);
  for (const { data, ports } of early)
    dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
});

export {};
