import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDataset } from '../../../src/data/build';
import { initialize } from '../../../src/engine/initialize';
import { type InitializerName, initializers } from '../../../src/engine/initializers';
import { small } from './specs';

const drawn = (
  seed: number,
  kind: InitializerName,
  depth: number,
  gain: number,
  biasStd: number,
  keepDraws = true,
) => {
  const spec = small({
    seed,
    network: {
      depth,
      width: 5,
      activation: 'tanh',
      initializer: { kind, ...(gain === 1 ? {} : { gain }), biasStd },
    },
  });
  return initialize(spec, buildDataset(spec), { keepDraws });
};

/** Another network of the same sizes, so that nothing of an earlier one is kept. */
const forget = () => drawn(99, 'normal', 1, 1, 0);

test('what was drawn before changes no weight: any sequence of seeds, kinds, depths, gains and biases', () => {
  const kinds = Object.keys(initializers).filter((kind) => kind !== 'inline') as InitializerName[];
  const network = fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom(...kinds),
    fc.integer({ min: 1, max: 4 }),
    fc.constantFrom(1, 1.5, 0.25),
    fc.constantFrom(0, 0, 0.3),
  );
  fc.assert(
    fc.property(fc.array(network, { minLength: 2, maxLength: 6 }), (networks) => {
      const inTurn = networks.map((one) => structuredClone(drawn(...one)));
      const alone = networks.map((one) => {
        forget();
        return drawn(...one);
      });
      expect(inTurn).toEqual(alone);
      expect(networks.map((one) => drawn(...one, false))).toEqual(alone);
    }),
    { numRuns: 60 },
  );
});

test('whoever changes the weights that it was given changes no other network', () => {
  forget();
  const first = drawn(1, 'heNormal', 2, 1, 0);
  const expected = structuredClone(first);
  for (const { weights } of first) weights.fill(7);
  expect(drawn(1, 'heNormal', 2, 1, 0)).toEqual(expected);
});

test('values that nobody needs any more give their memory, whatever was in it', () => {
  const spec = small({ network: { depth: 3, width: 5, activation: 'tanh', initializer: { kind: 'lsuv' } } });
  const data = buildDataset(spec);
  const expected = structuredClone(initialize(spec, data));
  const earlier = initialize({ ...spec, seed: 9 }, data);
  const reused = initialize(spec, data, { into: earlier });
  expect(reused).toEqual(expected);
  expect(reused[1]!.weights).toBe(earlier[1]!.weights);
  // Layers of other sizes have memory of their own.
  const wide = small({ network: { depth: 3, width: 7, activation: 'tanh', initializer: { kind: 'lsuv' } } });
  expect(initialize(wide, data, { into: reused })).toEqual(initialize(wide, data));
});
