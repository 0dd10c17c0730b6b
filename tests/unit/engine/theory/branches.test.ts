import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../../../src/data/build';
import { type ActivationName, activations } from '../../../../src/engine/activations';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { openKernels } from '../../../../src/engine/kernels/open';
import { layerIndex } from '../../../../src/engine/telemetry';
import { lengthBranches } from '../../../../src/engine/theory/branches';
import { criticalLine } from '../../../../src/engine/theory/criticalLine';
import { chi, fixedPoint, lengthMap } from '../../../../src/engine/theory/meanField';
import { predict } from '../../../../src/engine/theory/profile';
import { createRandom } from '../../../../src/random/random';
import { parseExperiment } from '../../../../src/schema/parse';

const ensemble = (name: ActivationName, weightVariance: number, biasVariance = 0) => ({
  activation: activations[name],
  weightVariance,
  biasVariance,
});

describe('bistable activations: the network’s own inputs decide', () => {
  test.each(['gelu', 'swish', 'mish'] as const)(
    '%s has two lengths to settle at, one to leave between them',
    (name) => {
      const one = ensemble(name, 2.25);
      const branches = lengthBranches(one);
      expect(branches.map(({ stable }) => stable)).toEqual([true, false, true]);
      const [short, middle, long] = branches.map(({ length }) => length);
      expect([short, long]).toEqual([0, Number.POSITIVE_INFINITY]);
      expect(Math.abs(lengthMap(one, middle!) / middle! - 1)).toBeLessThan(1e-9);
      expect(fixedPoint(one, middle! * 0.9)).toBe(0);
      expect(fixedPoint(one, middle! * 1.1)).toBe(Number.POSITIVE_INFINITY);
      expect(branches[0]!.chi).toBeLessThan(1);
      expect(branches[2]!.chi).toBeGreaterThan(1);
    },
  );

  test('other activations have one stable length', () => {
    for (const name of ['tanh', 'sigmoid', 'hardTanh', 'elu', 'selu'] as const) {
      const stable = lengthBranches(ensemble(name, 1.7, 0.01)).filter((branch) => branch.stable);
      expect(stable).toHaveLength(1);
      expect(fixedPoint(ensemble(name, 1.7, 0.01), 1e-3)).toBeCloseTo(
        fixedPoint(ensemble(name, 1.7, 0.01), 10),
        6,
      );
    }
    // With ReLU and He's weights, every length is fixed, so there are no separate branches.
    expect(lengthBranches(ensemble('relu', 2))).toEqual([]);
  });

  /** 30 layers of GELU or Swish with σw² = 2.5, with inputs of the given size. */
  test.each([
    ['gelu', 0.1, 'ordered', -1],
    ['gelu', 30, 'chaotic', 1],
    ['swish', 0.1, 'ordered', -1],
    ['swish', 30, 'chaotic', 1],
  ] as const)('%s, inputs of size %s: %s, as is measured', async (activation, size, phase, sign) => {
    const random = createRandom(5, 'data');
    const inputs = Array.from({ length: 64 }, () => [0, 1, 2].map(() => size * (2 * random.uniform() - 1)));
    const spec = parseExperiment({
      format: 'gradient-lab/experiment',
      version: 1,
      data: { kind: 'inline', inputs, labels: inputs.map((_, i) => i % 2), testFraction: 0 },
      network: {
        depth: 30,
        width: 128,
        activation,
        initializer: { kind: 'meanField', sigmaW: Math.sqrt(2.5), sigmaB: 0 },
      },
      training: { batchSize: 'full' },
    });
    const { train, features } = buildDataset(spec);
    const square = train.inputs.reduce((sum, x) => sum + x * x, 0) / train.inputs.length;
    const prediction = predict(spec, square, features);
    expect(prediction.limit.phase).toBe(phase);
    expect(prediction.settled).toBe(true);
    expect(prediction.branches).toHaveLength(2);
    const trainer = await createTrainer(spec, await openKernels('wasm'));
    const frame = (await trainer.advance(true))!;
    const log = Math.log(frame[layerIndex(0, 'signalNorm')]! / frame[layerIndex(29, 'signalNorm')]!);
    trainer.dispose();
    expect(Math.sign(log)).toBe(sign);
    expect(Math.abs(log)).toBeGreaterThan(1);
  });
});

describe('the phase is told for these layers, not for the limit alone', () => {
  const at = (activation: ActivationName, kind: string, depth: number) =>
    predict(
      parseExperiment({
        format: 'gradient-lab/experiment',
        version: 1,
        data: { kind: 'moons' },
        network: { depth, width: 64, activation, initializer: { kind } },
      }),
      1,
      2,
    );
  test('ReLU with He’s weights is critical, and 50 layers keep the signal’s size', () => {
    expect(at('relu', 'heNormal', 50)).toMatchObject({ limit: { phase: 'critical' }, settled: true });
  });
  test('ELU with He’s weights is critical in the limit, and 50 layers grow the signal more than tenfold', () => {
    const { limit, settled, ratios } = at('elu', 'heNormal', 50);
    expect(limit.phase).toBe('critical');
    expect(ratios[0]).toBeGreaterThan(10);
    expect(settled).toBe(false);
  });
  test('tanh with Glorot’s weights is critical in the limit, and shrinks eightfold on its way there', () => {
    expect(at('tanh', 'glorotNormal', 50)).toMatchObject({ limit: { phase: 'critical' }, settled: false });
  });
});

describe('the critical line, branch by branch', () => {
  const kinds = (name: ActivationName) => criticalLine(activations[name], 4).map(({ kind }) => kind);
  test('saturating activations have one piece; the sigmoid’s begins at σw = 10.15', () => {
    for (const name of ['tanh', 'hardTanh', 'sigmoid'] as const) expect(kinds(name)).toEqual(['settled']);
    const [start] = criticalLine(activations.sigmoid, 4)[0]!.points;
    expect(start!.biasVariance).toBeCloseTo(0, 4);
    expect(Math.sqrt(start!.weightVariance)).toBeCloseTo(10.15, 1);
  });
  test('ReLU and Softplus: critical at one σw², whatever σb², where lengths begin to grow without bound', () => {
    for (const name of ['relu', 'leakyRelu', 'softplus', 'linear'] as const) {
      const pieces = criticalLine(activations[name], 4);
      expect(pieces.map(({ kind }) => kind)).toEqual(['boundless']);
      const { weightVariance } = pieces[0]!.points[0]!;
      const expected = { relu: 2, leakyRelu: 2 / 1.0001, softplus: 2, linear: 1 }[name];
      expect(weightVariance).toBeCloseTo(expected, 9);
      expect(chi(ensemble(name, weightVariance), 1e12)).toBeCloseTo(1, 5);
    }
  });
  test('bistable activations have a piece at unstable lengths', () => {
    for (const name of ['gelu', 'swish', 'mish'] as const) {
      expect(kinds(name)).toContain('settled');
      expect(kinds(name)).toContain('unstable');
    }
  });
  test.each(['tanh', 'hardTanh', 'sigmoid', 'elu', 'selu', 'gelu'] as const)(
    'on it %s has χ* = 1',
    (name) => {
      for (const { kind, points } of criticalLine(activations[name], 4)) {
        if (kind !== 'settled') continue;
        const { weightVariance, biasVariance } = points[Math.floor(points.length * 0.8)]!;
        const one = ensemble(name, weightVariance, biasVariance);
        expect(chi(one, fixedPoint(one, 1e3))).toBeCloseTo(1, 4);
      }
    },
  );
});
