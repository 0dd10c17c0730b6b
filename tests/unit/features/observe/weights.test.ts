import { expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { createReferenceKernels } from '../../../../src/engine/kernels/reference/reference';
import { presentWeights, withWeight } from '../../../../src/features/observe/weights';
import { setField } from '../../../../src/schema/edit';
import { small } from '../../engine/specs';

const open = (spec: ReturnType<typeof small>) => createTrainer(spec, createReferenceKernels());

test('a run with one weight edited starts from the weights of this one, and that one changed', async () => {
  const spec = small();
  const trainer = await open(spec);
  for (let i = 0; i < 3; i++) await trainer.advance(true);
  const weights = presentWeights(await trainer.checkpoint(), spec)!;
  const before = await trainer.parameters();
  const edited = setField(
    spec,
    'network.initializer',
    withWeight(weights, { layer: 1, unit: 2, from: 0 }, 7),
  );
  const after = await (await open(edited)).parameters();
  const units = before[1]!.fanOut;
  before[1]!.weights[0 * units + 2] = 7;
  expect(after.map(({ weights, biases }) => [weights, biases])).toEqual(
    before.map(({ weights, biases }) => [weights, biases]),
  );
  const biased = setField(
    spec,
    'network.initializer',
    withWeight(weights, { layer: 3, unit: 1, from: 'bias' }, -2),
  );
  expect((await (await open(biased)).parameters())[3]!.biases[1]).toBe(-2);
});

test('weights of another network, or under normalization, are not offered', async () => {
  const spec = small();
  const checkpoint = await (await open(spec)).checkpoint();
  expect(presentWeights(checkpoint, setField(spec, 'network.width', 5))).toBeUndefined();
  expect(presentWeights(checkpoint, setField(spec, 'network.normalization', 'batch'))).toBeUndefined();
});
