import { expect, test } from 'vitest';
import { isFiniteAt, lastFinite } from '../../../../src/features/observe/lastFinite';
import { recordedEvery, specOf, train } from '../../engine/diagnosis/experiment';

test('beside the step that is not finite stands the last one that is', async () => {
  const run = await train(
    specOf({
      data: { kind: 'linear', samples: 200, noise: 0.1 },
      training: { loss: 'meanSquaredError' },
      rate: 3,
      steps: 100,
    }),
  );
  run.trainer.dispose();
  const history = recordedEvery(run, 1);
  const step = (at: number) => history.run(at, 'step');
  expect(run.trainer.divergence).toBeDefined();
  const found = lastFinite(history)!;
  expect(isFiniteAt(history, history.length - 1)).toBe(false);
  expect(step(found)).toBeLessThan(run.trainer.divergence!.step);
  expect(found).toBe(history.length - 2);
  expect(Number.isFinite(history.run(found, 'loss'))).toBe(true);
  expect(lastFinite(history, 0)).toBe(0);
});

test('a unit of slope 0 makes no step infinite', async () => {
  const run = await train(specOf({ network: { initializer: { kind: 'zeros' } }, steps: 3 }));
  run.trainer.dispose();
  const history = recordedEvery(run, 1);
  expect(lastFinite(history)).toBe(history.length - 1);
});
