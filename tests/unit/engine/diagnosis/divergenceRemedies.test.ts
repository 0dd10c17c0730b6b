import { describe, expect, test } from 'vitest';
import { remedies } from '../../../../src/engine/diagnosis';
import { divergenceRemedies } from '../../../../src/engine/diagnosis/divergenceRemedies';
import type { ExperimentSpec } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';
import { presets } from '../../../../src/schema/presets';
import { recordedEvery, type Sketch, specOf, train } from './experiment';

const he = (gain: number) => ({ kind: 'heNormal', gain });
const deep = (depth: number, initializer: object) => ({ depth, width: 16, activation: 'relu', initializer });

/** The remedies of a run that diverges, recorded every so many steps. */
async function offered(spec: ExperimentSpec, every = 1) {
  const run = await train(spec);
  expect(run.trainer.divergence).toBeDefined();
  const recorded = recordedEvery(run, every);
  return divergenceRemedies({ spec, recorded, at: recorded.length - 1 });
}

const diverges = async (spec: ExperimentSpec) => (await train(spec)).trainer.divergence !== undefined;

const ofWeights: readonly (readonly [string, Sketch])[] = [
  ['He weights of gain 5, 6 layers', { network: deep(6, he(5)), rate: 0.1 }],
  ['He weights of gain 3, 12 layers', { network: deep(12, he(3)), rate: 0.1 }],
  ['normal weights of deviation 3', { network: deep(8, { kind: 'normal', std: 3 }), rate: 0.1 }],
];
const ofRate: readonly (readonly [string, Sketch])[] = [
  [
    'regression at rate 3',
    { data: { kind: 'linear', samples: 200, noise: 0.1 }, training: { loss: 'meanSquaredError' }, rate: 3 },
  ],
  [
    'regression at rate 300',
    { data: { kind: 'linear', samples: 200, noise: 0.1 }, training: { loss: 'meanSquaredError' }, rate: 300 },
  ],
];

describe.each([1, 50])('recorded every %i steps', (every) => {
  test.each(ofWeights)(
    'weights that make the signal explode are mended, not the rate: %s',
    async (_name, sketch) => {
      const spec = specOf(sketch);
      const names = await offered(spec, every);
      expect(['gainOne', 'suited']).toContain(names[0]);
      expect(names).not.toContain('lowerRate');
      expect(await diverges(remedies[names[0]!].apply(spec))).toBe(false);
    },
  );

  test.each(ofRate)('a rate that is too large is lowered: %s', async (_name, sketch) => {
    const spec = specOf(sketch);
    const names = await offered(spec, every);
    expect(['usualRate', 'lowerRate']).toContain(names[0]);
    expect(await diverges(remedies[names[0]!].apply(spec))).toBe(false);
  });
});

test('the Exploding ReLU preset: a tenth of the rate diverges as well, the first remedy does not', async () => {
  const spec = parseExperiment(presets.exploding.spec);
  const short = { ...spec, training: { ...spec.training, steps: 200 } };
  const [first] = await offered(short);
  expect(await diverges(remedies.lowerRate.apply(short))).toBe(true);
  expect(await diverges(remedies[first!].apply(short))).toBe(false);
});
