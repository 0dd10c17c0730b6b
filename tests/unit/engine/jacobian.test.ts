import { expect, test } from 'vitest';
import { buildDataset } from '../../../src/data/build';
import { createTrainer } from '../../../src/engine/createTrainer';
import { jacobians, noJacobianReason } from '../../../src/engine/jacobian';
import { openKernels } from '../../../src/engine/kernels/open';
import { predict } from '../../../src/engine/theory/profile';
import { parseExperiment } from '../../../src/schema/parse';

async function measured(network: object) {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 100 },
    network: { depth: 10, width: 24, ...network },
    training: { optimizer: { kind: 'sgd', learningRate: 1e-12 }, batchSize: 16 },
  });
  const trainer = await createTrainer(spec, await openKernels('reference'));
  await trainer.advance(true);
  const found = jacobians(spec, (await trainer.layers())!);
  trainer.dispose();
  return found;
}

test('orthogonal linear layers are isometries: every singular value is 1, through any depth', async () => {
  const { steps, through } = await measured({
    activation: 'linear',
    initializer: { kind: 'orthogonal' },
    depth: 60,
  });
  expect(steps).toHaveLength(59);
  for (const { meanSquare, smallest, largest } of steps) {
    for (const value of [meanSquare, smallest, largest]) expect(value).toBeCloseTo(1, 8);
  }
  expect(through).toHaveLength(4 * 24);
  for (const value of through) expect(value).toBeCloseTo(1, 8);
});

test('normal weights are not: the spectrum spreads with depth, though its mean square stays', async () => {
  const { steps, through } = await measured({ activation: 'linear', initializer: { kind: 'lecunNormal' } });
  const mean = steps.reduce((sum, step) => sum + step.meanSquare, 0) / steps.length;
  expect(Math.abs(mean - 1)).toBeLessThan(0.1);
  expect(through[0]! / through.at(-1)!).toBeGreaterThan(1e4);
});

test('sigmoid: the mean square is χ, far below 1; the product of two hundred layers is still told', async () => {
  const { steps } = await measured({ activation: 'sigmoid', initializer: { kind: 'glorotNormal' } });
  const mean = steps.reduce((sum, step) => sum + step.meanSquare, 0) / steps.length;
  expect(Math.abs(mean / 0.0557 - 1)).toBeLessThan(0.15);
  const deep = await measured({ activation: 'sigmoid', initializer: { kind: 'glorotNormal' }, depth: 200 });
  expect(deep.through[0]!).toBeGreaterThan(0);
  expect(deep.through[0]!).toBeLessThan(1e-110);
});

test('χ beside a layer that widens: the mean square counts every direction of the signal, those that are lost too', async () => {
  const widths = [8, 128, 8, 128];
  const hidden = widths.map((units) => ({ units, activation: 'relu' as const }));
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 100 },
    network: { hidden, initializer: { kind: 'heNormal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 1e-12 }, batchSize: 16 },
  });
  let sums = [0, 0, 0];
  for (let seed = 1; seed <= 12; seed++) {
    const trainer = await createTrainer({ ...spec, seed }, await openKernels('reference'));
    await trainer.advance(true);
    const { steps } = jacobians(spec, (await trainer.layers())!);
    sums = sums.map((sum, l) => sum + steps[l]!.meanSquare / 12);
    trainer.dispose();
  }
  const { chis } = predict(spec, 1, 2);
  sums.forEach((mean, l) => {
    expect(Math.abs(mean / chis[l]! - 1)).toBeLessThan(0.35);
  });
});

test('units of slope 0 cut directions off: these are exactly 0, and no rounding stands for them', async () => {
  const { through } = await measured({ activation: 'relu', initializer: { kind: 'heNormal' } });
  const cut = through.filter((s) => s === 0).length;
  expect(cut).toBeGreaterThan(24);
  const rest = through.filter((s) => s > 0);
  expect(rest.at(-1)! / rest[0]!).toBeGreaterThan(1e-30);
});

test('a factor that is not finite gives NaN as singular values, not 0', () => {
  const network = { hidden: [2, 2].map((units) => ({ units, activation: 'linear' as const })) };
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons' },
    network,
  });
  const layer = (weights: number[]) => ({
    weights,
    weightGradients: new Float64Array(4),
    preActivations: [1, 1],
    activations: [1, 1],
    signals: new Float64Array(2),
  });
  const { steps, through } = jacobians(spec, [
    layer([1, 0, 0, 1]),
    layer([Number.NaN, 0, 0, 1]),
    layer([1, 0, 0, 1]),
  ]);
  expect(steps[0]!.largest).toBeNaN();
  expect(through.every(Number.isNaN)).toBe(true);
});

test('from input to output: the singular values give the change of the output with the input', async () => {
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 100 },
    network: { depth: 1, width: 24, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 1e-12 }, batchSize: 'full' },
  });
  const trainer = await createTrainer(spec, await openKernels('reference'));
  await trainer.advance(true);
  const { steps, ends } = jacobians(spec, (await trainer.layers())!);
  expect(steps).toHaveLength(0);
  expect(ends).toHaveLength(4 * 2);
  // Σ s² is the sum of all squared derivatives, here by finite differences at the first four training samples.
  const inputs = buildDataset(spec).train.inputs.slice(0, 4 * 2);
  const step = 1e-5;
  let sum = 0;
  for (const direction of [0, 1]) {
    const moved = (by: number) => inputs.map((x, i) => (i % 2 === direction ? x + by : x));
    const [high, low] = [await trainer.predict(moved(step)), await trainer.predict(moved(-step))];
    high.forEach((value, i) => {
      sum += ((value - low[i]!) / (2 * step)) ** 2;
    });
  }
  trainer.dispose();
  expect(ends.reduce((all, s) => all + s * s, 0) / sum).toBeCloseTo(1, 6);
});

test('says where it does not apply', () => {
  const silence = (network: object) =>
    noJacobianReason(
      parseExperiment({
        format: 'gradient-lab/experiment',
        version: 1,
        data: { kind: 'moons' },
        network: { depth: 4, width: 16, activation: 'relu', ...network },
      }),
    );
  expect(silence({})).toBeUndefined();
  expect(silence({ normalization: 'layer' })).toBe('normalization');
  expect(silence({ residual: true })).toBe('residual');
  expect(silence({ width: 512 })).toBe('wide');
  expect(silence({ depth: 1 })).toBeUndefined();
});
