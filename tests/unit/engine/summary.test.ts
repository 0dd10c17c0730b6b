import { expect, test } from 'vitest';
import { openKernels } from '../../../src/engine/kernels/open';
import { updatesIn } from '../../../src/engine/summary';
import { JobRunner } from '../../../src/worker/job';
import { small } from './specs';

const runner = new JobRunner({
  openKernels,
  now: () => performance.now(),
  yieldToMessages: async () => {},
});

test.each([
  ['to its end', small(), 50],
  ['beyond the points that are kept', small({ training: { ...small().training, steps: 1000 } }), 1000],
  [
    'diverging',
    small({ training: { ...small().training, optimizer: { kind: 'sgd', learningRate: 1000 } } }),
    50,
  ],
])('a summary tells how many updates its run made: %s', async (_, spec, steps) => {
  const result = await runner.run(
    { spec, backend: 'cpu', steps },
    () => {},
    () => false,
  );
  expect(updatesIn(result!.summary)).toBe(result!.steps);
});
