import { expect, test } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { openKernels } from '../../../src/engine/kernels/open';
import { problemOf } from '../schema/experiments';
import { small } from './specs';

test('a state of a network of other shapes is refused before anything changes', async () => {
  const trainer = await createTrainer(small(), await openKernels('reference'));
  await trainer.advance();
  const before = await trainer.checkpoint();
  const last = before.arrays.at(-1)!;
  const damages = [
    [],
    before.arrays.slice(1),
    [...before.arrays, last],
    before.arrays.with(0, new Float64Array(before.arrays[0]!.length + 1)),
  ];
  for (const arrays of damages) {
    const problem = problemOf(() => trainer.restore({ step: 9, position: 0, arrays }));
    expect(problem.in('en')).toMatch(
      /^checkpoint: \d+ arrays of \d+ numbers; .*\d+ arrays of \d+ numbers, as the network has/,
    );
  }
  expect(await trainer.checkpoint()).toEqual(before);
  trainer.dispose();
});
