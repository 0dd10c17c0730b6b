import { expect, test } from 'vitest';
import { createTrainer } from '../../../../../src/engine/createTrainer';
import { createReferenceKernels } from '../../../../../src/engine/kernels/reference/reference';
import { runIndex } from '../../../../../src/engine/telemetry';
import {
  type AdaptationInput,
  type TransferMethodName,
  transferMethodSchema,
  transferMethods,
} from '../../../../../src/engine/transfer/methods';
import { createRandom } from '../../../../../src/random/random';
import { small } from '../../specs';

const random = createRandom(1, 'lesson');
const classes = 2;
const samples = (count: number, shift: number) => {
  const targets = new Float64Array(count * classes);
  for (let i = 0; i < count; i++) targets[i * classes + (i % classes)] = 1;
  return { count, inputs: Float64Array.from({ length: 2 * count }, () => random.normal() + shift), targets };
};
const logits = (count: number) => Float64Array.from({ length: count * classes }, () => 3 * random.normal());
const count = 8;
const labelled = Uint8Array.from({ length: count }, (_, i) => (i < 4 ? 1 : 0));
const whole = samples(count, 1);

const lesson = (): AdaptationInput => ({
  classes,
  features: 2,
  source: samples(count, 0),
  target: { ...whole, targets: whole.targets.map((y, i) => y * labelled[Math.floor(i / classes)]!) },
  labelled,
  logits: { source: logits(count), target: logits(count) },
  layers: [6, 6, 6],
  steps: 50,
  random: createRandom(2, 'lesson'),
});

const names = Object.keys(transferMethods) as TransferMethodName[];

/** A reversed gradient, or one with a fixed kernel width, is not the slope of the loss. Only PyTorch's tests cover those. */
test.each(names.filter((name) => name !== 'adversarial' && name !== 'mmd'))(
  '%s: gradients are slopes of the loss, by central differences in float64',
  async (name) => {
    const given = lesson();
    const spec = small({
      training: { optimizer: { kind: 'sgd', learningRate: 0 }, batchSize: 'full', steps: 50 },
    });
    const adaptation = transferMethods[name].adapt(
      given,
      transferMethodSchema.parse({ kind: name }) as never,
    );
    adaptation.review?.see(given.logits.target);
    const trainer = await createTrainer(spec, createReferenceKernels(), adaptation);
    const start = await trainer.checkpoint();
    await trainer.advance(true);
    const gradients = await trainer.gradients();
    const lossWith = async (array: number, index: number, change: number) => {
      const arrays = start.arrays.map((values) => values.slice());
      arrays[array]![index]! += change;
      trainer.restore({ ...start, arrays });
      return (await trainer.advance(true))![runIndex('loss')]!;
    };
    const h = 1e-5;
    const all = Math.max(...gradients.flatMap((values) => Array.from(values, Math.abs)));
    expect(all).toBeGreaterThan(1e-4);
    for (const [array, values] of gradients.entries()) {
      for (let index = 0; index < values.length; index += 3) {
        const slope = ((await lossWith(array, index, h)) - (await lossWith(array, index, -h))) / (2 * h);
        expect(Math.abs(slope - values[index]!) / all).toBeLessThan(1e-6);
      }
    }
    trainer.dispose();
  },
);

test.each(['coral', 'mmd', 'adversarial'] as const)(
  '%s aligns the last hidden layer unless another is named',
  (name) => {
    const injects = (layer: number | null) =>
      transferMethods[name].adapt(lesson(), transferMethodSchema.parse({ kind: name, layer }) as never)
        .objective!.injects;
    expect(injects(null)).toEqual([2]);
    expect(injects(1)).toEqual([0]);
  },
);

test('pseudo-labels: known labels stay, sure answers are learned, unsure ones are not', () => {
  const given = lesson();
  const { samples, review, objective } = transferMethods.pseudoLabels.adapt(given, {
    threshold: 0.9,
    every: 5,
  });
  const answers = new Float64Array(count * classes);
  answers[6 * classes + 1] = 5;
  answers[7 * classes] = 1;
  review!.see(answers);
  const known = objective!.columns!.known!.values;
  expect(Array.from(known.subarray(count))).toEqual([1, 1, 1, 1, 0, 0, 1, 0]);
  const row = (i: number) =>
    Array.from(samples.targets.subarray((count + i) * classes, (count + i + 1) * classes));
  expect([row(0), row(1)]).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect([row(5), row(6), row(7)]).toEqual([
    [0, 0],
    [0, 1],
    [0, 0],
  ]);
  // A pseudo-label is removed when the network is no longer confident.
  review!.see(new Float64Array(count * classes));
  expect(known[count + 6]).toBe(0);
  expect(row(6)).toEqual([0, 0]);
});
