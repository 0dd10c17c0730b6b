import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../src/engine/createTrainer';
import { openKernels } from '../../src/engine/kernels/open';
import { runIndex } from '../../src/engine/telemetry';
import { type Adaptation, type Lesson, transferMethods } from '../../src/engine/transfer/methods';
import { growth, reversal } from '../../src/engine/transfer/methods/adversarial';
import { alignmentObjective } from '../../src/engine/transfer/methods/alignment';
import { coralAlignment } from '../../src/engine/transfer/methods/coral';
import { mmdAlignment } from '../../src/engine/transfer/methods/mmd';
import { createRandom } from '../../src/random/random';
import { parseExperiment } from '../../src/spec/parse';

const golden = JSON.parse(readFileSync(new URL('transfer.json', import.meta.url), 'utf8'));
const { steps, known, own, cases } = golden;

const oneHot = (labels: number[]) =>
  Float64Array.from(labels.flatMap((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0))));
const domain = ({ inputs, labels }: { inputs: number[][]; labels: number[] }) => ({
  count: labels.length,
  inputs: Float64Array.from(inputs.flat()),
  targets: oneHot(labels),
});
const source = domain(golden.source);
const target = domain(golden.target);
const labelled = Uint8Array.from({ length: target.count }, (_, i) => (i < known ? 1 : 0));
const lesson: Lesson = {
  classes: 3,
  features: 3,
  source,
  target: { ...target, targets: target.targets.map((y, i) => y * labelled[Math.floor(i / 3)]!) },
  labelled,
  logits: {
    source: new Float64Array(source.count * 3),
    target: Float64Array.from(golden.target.teacherLogits.flat()),
  },
  layers: [5, 4],
  steps,
  random: createRandom(1, 'lesson'),
};
const unlabelled: Lesson = { ...lesson, labelled: new Uint8Array(target.count) };

/** The adaptation of each golden case. */
function adaptation(name: string): Adaptation {
  const both = transferMethods.coral.adapt(lesson, { weight: 1, layer: null });
  switch (name) {
    case 'coral':
      return transferMethods.coral.adapt(lesson, { weight: 0.7, layer: null });
    case 'coral, first layer':
      return transferMethods.coral.adapt(lesson, { weight: 20, layer: 1 });
    case 'mmd, one width':
      return transferMethods.mmd.adapt(lesson, { weight: 1.5, layer: 2, bandwidths: 'one' });
    case 'mmd, several widths':
      return transferMethods.mmd.adapt(lesson, { weight: 1.5, layer: 1, bandwidths: 'several' });
    case 'gradient reversal': {
      const parameters = own.map((one: { values: number[] }) => ({
        ...one,
        values: Float64Array.from(one.values),
      }));
      const factors = (step: number) => [1.3 * growth(step / steps)];
      return { ...both, objective: alignmentObjective(1, { ...reversal(parameters), factors }) };
    }
    case 'distillation':
      return transferMethods.distil.adapt(lesson, { temperature: 2.5 });
    case 'labels and soft targets':
      return transferMethods.labelsAndSoft.adapt(lesson, { alpha: 0.3, temperature: 2 });
    case 'joint':
      return transferMethods.joint.adapt(lesson, {});
    case 'pseudo-labels': {
      const adapted = transferMethods.pseudoLabels.adapt(unlabelled, { threshold: 0.8, every: 1000 });
      adapted.review!.see(lesson.logits.target);
      return adapted;
    }
    default:
      throw new Error(`no such case: ${name}`);
  }
}

const spec = parseExperiment({
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'inline', inputs: golden.source.inputs, labels: golden.source.labels, testFraction: 0 },
  network: {
    hidden: [
      { units: 5, activation: 'tanh' },
      { units: 4, activation: 'sigmoid' },
    ],
    initializer: { kind: 'inline', layers: golden.layers },
  },
  training: { optimizer: { kind: 'sgd', learningRate: golden.learningRate }, batchSize: 'full', steps },
});

/** ‖here − there‖ / ‖there‖. */
const distance = (here: ArrayLike<number>, there: number[]) =>
  Math.hypot(...there.map((value, i) => here[i]! - value)) / Math.max(Math.hypot(...there), 1e-7);

const tolerances = {
  reference: { once: 1e-9, twenty: 1e-9 },
  cpu: { once: 1e-5, twenty: 1e-4 },
  wasm: { once: 1e-5, twenty: 1e-4 },
} as const;

describe.each(['reference', 'cpu', 'wasm'] as const)('PyTorch and %s agree on transfer', (backend) => {
  test.each(Object.keys(cases))('%s', async (name) => {
    const { once, twenty } = tolerances[backend];
    const { losses, gradients, parameters } = cases[name];
    const trainer = await createTrainer(spec, await openKernels(backend), adaptation(name));
    const faults: string[] = [];
    const hold = (what: string, off: number, allowed: number) => {
      if (!(off <= allowed)) faults.push(`${what}: ${off} where ${allowed} is allowed`);
    };
    for (let step = 0; step < steps; step++) {
      const frame = (await trainer.advance(true))!;
      const off = Math.abs(frame[runIndex('loss')]! - losses[step]) / losses[step];
      hold(`loss at step ${step}`, off, step < 2 ? once : twenty);
      if (step !== 1) continue;
      const measured = await trainer.gradients();
      for (const [i, gradient] of measured.entries()) {
        // What the network gets, as one vector a parameter; a bias may have next to none.
        hold(`gradient ${i}`, distance(gradient, gradients[i]), once);
      }
    }
    const { arrays } = await trainer.checkpoint();
    expect(arrays).toHaveLength(parameters.length);
    for (const [i, values] of parameters.entries())
      hold(`parameter ${i}`, distance(arrays[i]!, values), twenty);
    trainer.dispose();
    expect(faults).toEqual([]);
  });
});

test('coral is 0 where both domains are the same samples, and more where one is stretched; of mmd more and more', async () => {
  const term = async (alignment: ReturnType<typeof coralAlignment>, stretch: number) => {
    const kernels = await openKernels('reference');
    const result = kernels.matrix(1, 1);
    const stretched = source.inputs.map((x, i) => x * (1 + stretch * (i % 3)));
    const io = {
      features: kernels.matrix(2 * source.count, 3, [...source.inputs, ...stretched]),
      gradient: kernels.matrix(2 * source.count, 3),
      rows: [source.count, source.count] as const,
      result,
      slot: 0,
      factors: undefined,
      parameters: [],
    };
    alignment.prepare(kernels, io).run();
    return (await kernels.read(result))[0]!;
  };
  expect(await term(coralAlignment(1), 0)).toBeCloseTo(0, 12);
  expect(await term(coralAlignment(1), 1)).toBeGreaterThan(0.01);
  const mmd = mmdAlignment(1, [1]);
  expect(await term(mmd, 1)).toBeGreaterThan(await term(mmd, 0));
  expect(await term(mmd, 3)).toBeGreaterThan(await term(mmd, 1));
});
