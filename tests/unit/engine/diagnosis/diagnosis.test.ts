import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../../../src/engine/createTrainer';
import { diagnose, type RuleName, remedies, rules } from '../../../../src/engine/diagnosis';
import { openKernels } from '../../../../src/engine/kernels/open';
import { frameLength, layerCount } from '../../../../src/engine/telemetry';

import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';

import { History } from '../../../../src/store/history';
import { faults } from './faults';

interface Sketch {
  readonly network: object;
  readonly training?: object;
  readonly data?: object;
  readonly steps?: number;
}

const specOf = ({ network, training, data, steps = 1 }: Sketch): ExperimentSpec =>
  parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 200, ...data },
    network: { width: 16, ...network },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32, steps, ...training },
    telemetry: { evaluateEvery: 20 },
  });

async function record(spec: ExperimentSpec, steps = spec.training.steps): Promise<History> {
  const trainer = await createTrainer(spec, await openKernels('wasm'));
  const history = new History(layerCount(spec));
  expect(history.frameLength).toBe(frameLength(layerCount(spec)));
  while (trainer.step < steps && !trainer.divergence) history.append((await trainer.advance(true))!, 1);
  trainer.dispose();
  return history;
}

const relu = { depth: 4, activation: 'relu', initializer: { kind: 'heNormal' } };
const sigmoid = { depth: 12, activation: 'sigmoid', initializer: { kind: 'glorotNormal' } };

/** For rules that need no long run: a run with the fault and a similar run without it. */
const cases: Partial<Record<RuleName, readonly [ill: Sketch, well: Sketch]>> = {
  vanishing: [{ network: sigmoid }, { network: { ...relu, depth: 12 } }],
  exploding: [
    { network: { ...relu, depth: 12, initializer: { kind: 'heNormal', gain: 2.5 } } },
    { network: { ...relu, depth: 12 } },
  ],
  saturation: [
    { network: { depth: 5, activation: 'tanh', initializer: { kind: 'normal', std: 3 } } },
    { network: { depth: 5, activation: 'tanh', initializer: { kind: 'glorotNormal' } } },
  ],
  dyingUnits: [
    { network: { ...relu, initializer: { kind: 'constant', value: -0.5 } } },
    { network: { ...relu, activation: 'leakyRelu' } },
  ],
  symmetry: [
    { network: { ...relu, initializer: { kind: 'constant', value: 0.1 } } },
    { network: { ...relu, initializer: { kind: 'normal', std: 0.1 } } },
  ],
  largeRate: [
    {
      network: { depth: 6, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
      training: { optimizer: { kind: 'sgd', learningRate: 30 } },
      steps: 60,
    },
    { network: relu, steps: 60 },
  ],
  batchOfOne: [
    { network: { ...relu, normalization: 'batch' }, training: { batchSize: 1 } },
    { network: { ...relu, normalization: 'batch' } },
  ],
  imbalance: [{ network: sigmoid }, { network: relu }],
  underflow: [{ network: { ...sigmoid, depth: 40 } }, { network: relu }],
  plateau: [
    { network: sigmoid, steps: 600 },
    { network: relu, steps: 600 },
  ],
  overfitting: [
    {
      network: { depth: 3, width: 64, activation: 'relu', initializer: { kind: 'heNormal' } },
      data: { kind: 'moons', samples: 60, noise: 0.5 },
      training: { optimizer: { kind: 'adam', learningRate: 0.01 } },
      steps: 600,
    },
    { network: relu, data: { kind: 'moons', samples: 400, noise: 0.05 }, steps: 600 },
  ],
};

describe('each rule', () => {
  test.each(Object.entries(cases))(
    '%s is found in the run that has it, and not in the other',
    async (name, runs) => {
      const found = async (sketch: Sketch) => {
        const spec = specOf(sketch);
        const recorded = await record(spec);
        return diagnose({ spec, recorded, at: recorded.length - 1 }).map(({ rule }) => rule);
      };
      expect(await found(runs[0])).toContain(name);
      expect(await found(runs[1])).not.toContain(name);
    },
  );

  test('prescribes only settings that the schema accepts', async () => {
    for (const [ill] of Object.values(cases)) {
      const spec = specOf(ill);
      const recorded = await record(spec);
      for (const { finding } of diagnose({ spec, recorded, at: recorded.length - 1 })) {
        expect(finding.remedies.length).toBeGreaterThan(0);
        expect(finding.remedies.length).toBeLessThan(4);
        for (const remedy of finding.remedies) expect(remedies[remedy].apply(spec)).not.toEqual(spec);
      }
    }
  });

  test('has three experiments in the table that show it', () => {
    const few = (Object.keys(rules) as RuleName[]).filter(
      (rule) => Object.keys(faults[rule] ?? {}).length < 3,
    );
    const message = `The rules ${few.join(', ')} have too few experiments that show them: add at least three of each to tests/unit/engine/diagnosis/faults.ts.`;
    expect(few, message).toEqual([]);
  });

  test('has texts in both languages', () => {
    for (const { title, summary } of Object.values(rules)) {
      for (const text of [title, summary]) {
        expect(text.en.length).toBeGreaterThan(3);
        expect(text['zh-CN'].length).toBeGreaterThan(1);
      }
    }
  });
});
