import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTrainer } from '../../src/engine/createTrainer';
import { type Lesson, type Method, methodSchema, methods } from '../../src/engine/distillation/methods';
import { openKernels } from '../../src/engine/kernels/open';
import { runIndex } from '../../src/engine/telemetry';
import { createRandom } from '../../src/random/random';
import { hiddenLayers } from '../../src/spec/experiment';
import { parseExperiment } from '../../src/spec/parse';

/** See distillation.py. */
interface Golden {
  readonly steps: number;
  readonly inputs: readonly number[][];
  /** Of the first samples; the rest have none. */
  readonly labels: readonly number[];
  readonly teacher: {
    readonly units: readonly number[];
    readonly hidden: readonly number[][];
    readonly logits: readonly number[][];
  };
  readonly networks: Readonly<Record<string, object>>;
  readonly cases: readonly Case[];
}
interface Case {
  readonly name: string;
  readonly method: object;
  readonly network: string;
  readonly learningRate: number;
  readonly rows: number;
  /** What the objective's own parameters start with. */
  readonly own: readonly number[][];
  readonly losses: readonly number[];
  readonly gradients: { readonly first: readonly number[][]; readonly last: readonly number[][] };
  readonly parameters: readonly number[][];
}

const golden = JSON.parse(readFileSync(new URL('distillation.json', import.meta.url), 'utf8')) as Golden;
const classes = 3;
const features = 3;

/** Relatively, of a loss and of a matrix's norm: after one step and after twenty. */
const tolerances = {
  reference: { once: 1e-9, twenty: 1e-9 },
  cpu: { once: 1e-5, twenty: 1e-4 },
  wasm: { once: 1e-5, twenty: 1e-4 },
} as const;

/** A student taught as in a race: the method makes the teaching of a lesson. */
async function student({ method, network, learningRate, rows, own }: Case, backend: keyof typeof tolerances) {
  const labels = golden.inputs.map((_, i) => golden.labels[i] ?? 0);
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'inline', inputs: golden.inputs, labels, testFraction: 0 },
    network: golden.networks[network],
    training: { optimizer: { kind: 'sgd', learningRate }, batchSize: 'full', steps: golden.steps },
  });
  const chosen = methodSchema.parse(method);
  const kind: Method = methods[chosen.kind];
  const targets = Float64Array.from({ length: rows * classes }, (_, i) =>
    golden.labels[Math.floor(i / classes)] === i % classes ? 1 : 0,
  );
  const lesson: Lesson = {
    rows,
    classes,
    targets,
    labelled: Float64Array.from({ length: rows }, (_, row) => (row < golden.labels.length ? 1 : 0)),
    logits: golden.teacher.logits.map((one) => Float64Array.from(one)),
    teacher: golden.teacher.units,
    student: hiddenLayers(spec.network).map(({ units }) => units),
    hidden: (layer) => Float64Array.from(golden.teacher.hidden[layer]!),
    steps: golden.steps,
    random: createRandom(1, 'lesson'),
  };
  const { objective, targets: others = targets } = kind.teach(lesson, chosen);
  const inputs = Float64Array.from(golden.inputs.flat()).subarray(0, rows * features);
  const trainer = await createTrainer(spec, await openKernels(backend), {
    ...(objective && { objective }),
    samples: { inputs, targets: others, strata: [rows] },
  });
  expect(objective?.parameters ?? []).toHaveLength(own.length);
  const start = await trainer.checkpoint();
  const arrays = own.map((values) => Float64Array.from(values));
  trainer.restore({
    ...start,
    arrays: [...start.arrays.slice(0, start.arrays.length - own.length), ...arrays],
  });
  return trainer;
}

const norm = (values: readonly number[]) => Math.hypot(...values);

/** ‖here − there‖ over a size. */
const distance = (here: ArrayLike<number>, there: readonly number[], size: number) =>
  norm(there.map((value, i) => here[i]! - value)) / size;

describe.each(['reference', 'cpu', 'wasm'] as const)(
  'PyTorch and %s agree on what a student is taught',
  (backend) => {
    const { once, twenty } = tolerances[backend];

    test.each(golden.cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      const trainer = await student(one, backend);
      const holdGradients = async (expected: readonly number[][], tolerance: number) => {
        const gradients = await trainer.gradients();
        expect(gradients).toHaveLength(expected.length);
        const largest = Math.max(...expected.map(norm));
        expected.forEach((values, i) => {
          expect(gradients[i]).toHaveLength(values.length);
          // One that is 0 but for rounding, such as a bias beneath batch norm, is judged by the largest.
          const size = norm(values) > 1e-9 * largest ? norm(values) : largest;
          expect(distance(gradients[i]!, values, size), `gradient ${i}`).toBeLessThan(tolerance);
        });
      };
      for (const [step, loss] of one.losses.entries()) {
        const frame = (await trainer.advance(true))!;
        const tolerance = step === 0 ? once : twenty;
        expect(Math.abs(frame[runIndex('loss')]! / loss - 1), `loss at step ${step}`).toBeLessThan(tolerance);
        if (step === 0) await holdGradients(one.gradients.first, once);
        if (step === golden.steps - 1) await holdGradients(one.gradients.last, twenty);
      }
      const { arrays } = await trainer.checkpoint();
      const network = one.parameters.length - one.own.length;
      one.parameters.forEach((values, i) => {
        const place = i < network ? i : arrays.length - one.parameters.length + i;
        expect(distance(arrays[place]!, values, Math.max(norm(values), 1e-2)), `parameter ${i}`).toBeLessThan(
          twenty,
        );
      });
      trainer.dispose();
    });
  },
);

test('every method has its numbers', () => {
  const held = new Set(golden.cases.map(({ method }) => (method as { kind: string }).kind));
  expect(Object.keys(methods).filter((kind) => !held.has(kind))).toEqual([]);
});
