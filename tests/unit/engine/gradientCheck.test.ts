import { describe, expect, test, vi } from 'vitest';
import { createTrainer } from '../../../src/engine/createTrainer';
import { checkGradients } from '../../../src/engine/gradientCheck';
import { openKernels } from '../../../src/engine/kernels/open';
import { rich, small } from './specs';

/** Mish with a derivative that is 2 % too large: a mistake that no training curve shows. */
vi.mock('../../../src/engine/activations/mish', async (load) => {
  const { mish } = await load<typeof import('../../../src/engine/activations/mish')>();
  return {
    mish: {
      ...mish,
      derivative: ((m, z, a) => m.mul(mish.derivative(m, z, a), 1.02)) as typeof mish.derivative,
    },
  };
});

const open = () => openKernels('wasm');

describe('right gradients are within what float32 allows', () => {
  test.each([
    ['tanh', small()],
    ['normalization, skips, dropout, clipping, decay', rich],
    [
      'layer normalization of GELU',
      small({ network: { depth: 2, width: 6, activation: 'gelu', normalization: 'layer' } }),
    ],
    [
      'ReLU with He weights',
      small({ network: { depth: 6, width: 6, activation: 'relu', initializer: { kind: 'heNormal' } } }),
    ],
    [
      'kinks at 0 from zero weights',
      small({ network: { depth: 3, width: 6, activation: 'relu', initializer: { kind: 'zeros' } } }),
    ],
    [
      'ELU at its kink',
      small({ network: { depth: 3, width: 6, activation: 'elu', initializer: { kind: 'zeros' } } }),
    ],
    [
      'squared error',
      small({ training: { loss: 'meanSquaredError', optimizer: { kind: 'sgd', learningRate: 0.1 } } }),
    ],
  ])('%s', async (_name, spec) => {
    const found = (await checkGradients(spec, { open }))!;
    expect(found.layers).toHaveLength((spec.network.depth ?? 0) + 1);
    expect(found.layers.filter(({ within }) => !within)).toEqual([]);
    expect(found.within).toBe(true);
    expect(found.layers.at(-1)!.slopes!.count).toBeGreaterThan(0);
  });

  test('after training, at the weights as they stand', async () => {
    const trainer = await createTrainer(small(), await open());
    for (let step = 0; step < 30; step++) await trainer.advance();
    const checkpoint = await trainer.checkpoint();
    const [start, now] = [
      (await checkGradients(small(), { open }))!,
      (await checkGradients(small(), { open, checkpoint }))!,
    ];
    expect(now.step).toBe(30);
    expect(now.within).toBe(true);
    expect(now.layers[0]!.norm).not.toBeCloseTo(start.layers[0]!.norm, 6);
  });

  test('a vanished signal: autodiff agrees where differences of the loss are lost in rounding', async () => {
    const network = { depth: 30, width: 6, activation: 'sigmoid' };
    const { layers, within } = (await checkGradients(small({ network }), { open }))!;
    expect(layers[0]!.norm).toBeLessThan(1e-20);
    expect(layers[0]!.slopes).toBeUndefined();
    expect(layers.at(-1)!.slopes).toBeDefined();
    expect(within).toBe(true);
  });
});

test.each(['wasm', 'cpu', 'reference'] as const)(
  'on %s, a derivative that is wrong by a fiftieth is caught by both witnesses, in the layers beneath it',
  async (backend) => {
    const hidden = [
      { units: 6, activation: 'tanh' },
      { units: 6, activation: 'mish' },
      { units: 6, activation: 'tanh' },
    ];
    const spec = small({ network: { hidden, initializer: { kind: 'glorotNormal' } } });
    const { layers, within } = (await checkGradients(spec, { open: () => openKernels(backend) }))!;
    expect(within).toBe(false);
    expect(layers.map((layer) => layer.within)).toEqual([false, false, true, true]);
    for (const { autodiff, slopes, allowed } of layers.slice(0, 2)) {
      expect(autodiff).toBeCloseTo(0.02, 3);
      expect(slopes!.off).toBeCloseTo(0.02, 2);
      expect(allowed).toBeLessThan(1e-4);
    }
  },
);

test('TensorFlow.js itself uses no derivative of ours: it does not share the mistake', async () => {
  const spec = small({ network: { depth: 2, width: 6, activation: 'mish' } });
  expect((await checkGradients(spec, { open: () => openKernels('tensorflow') }))!.within).toBe(true);
});

test('it reports progress and ends when asked', async () => {
  const shares: number[] = [];
  const onProgress = async (share: number) => shares.push(share) < 3;
  expect(await checkGradients(small(), { open, onProgress })).toBeUndefined();
  expect(shares).toEqual([0, 0, 0.125]);
});
