import { createTrainer } from '../../src/engine/createTrainer';
import {
  type DistillationInput,
  type Method,
  methodSchema,
  methods,
} from '../../src/engine/distillation/methods';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { runIndex } from '../../src/engine/telemetry';
import { createRandom } from '../../src/random/random';
import { hiddenLayers } from '../../src/schema/experiment';
import { parseExperiment } from '../../src/schema/parse';
import { type Agreement, comparing, type Tolerance } from './agreement';

/** What PyTorch recorded of taught students; see distillation.py. */
export interface GoldenLessons {
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
  readonly cases: readonly GoldenCase[];
}
export interface GoldenCase {
  readonly name: string;
  readonly method: { readonly kind: string };
  readonly network: string;
  readonly learningRate: number;
  readonly rows: number;
  /** What the objective's own parameters start with. */
  readonly own: readonly number[][];
  readonly losses: readonly number[];
  readonly gradients: { readonly first: readonly number[][]; readonly last: readonly number[][] };
  readonly parameters: readonly number[][];
}

const classes = 3;
const features = 3;

/** A student trained as in a race, with the method’s targets or objective. */
async function student(golden: GoldenLessons, one: GoldenCase, kernels: Kernels) {
  const { method, network, learningRate, rows, own } = one;
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
  const lesson: DistillationInput = {
    rows,
    classes,
    targets,
    labelled: Float64Array.from({ length: rows }, (_, row) => (row < golden.labels.length ? 1 : 0)),
    logits: golden.teacher.logits.map((logits) => Float64Array.from(logits)),
    teacher: golden.teacher.units,
    student: hiddenLayers(spec.network).map(({ units }) => units),
    hidden: (layer) => Float64Array.from(golden.teacher.hidden[layer]!),
    steps: golden.steps,
    random: createRandom(1, 'lesson'),
  };
  const { objective, targets: others = targets } = kind.teach(lesson, chosen);
  const inputs = Float64Array.from(golden.inputs.flat()).subarray(0, rows * features);
  const trainer = await createTrainer(spec, kernels, {
    ...(objective && { objective }),
    samples: { inputs, targets: others, strata: [rows] },
  });
  const start = await trainer.checkpoint();
  const arrays = own.map((values) => Float64Array.from(values));
  const kept = start.arrays.length - (objective?.parameters?.length ?? 0);
  trainer.restore({ ...start, arrays: [...start.arrays.slice(0, kept), ...arrays] });
  return trainer;
}

const norm = (values: readonly number[]) => Math.hypot(...values);

/** ‖here − there‖ over a size. */
const distance = (here: ArrayLike<number>, there: readonly number[], size: number) =>
  norm(there.map((value, i) => here[i]! - value)) / size;

/** Teaches a golden student on some kernels and holds losses, gradients and what it has learned against PyTorch's. */
export async function lessonAgreement(
  golden: GoldenLessons,
  one: GoldenCase,
  kernels: Kernels,
  { once, twenty }: Tolerance,
): Promise<Agreement> {
  const { found, hold } = comparing();
  const trainer = await student(golden, one, kernels);
  const holdGradients = async (when: string, expected: readonly number[][], tolerance: number) => {
    const gradients = await trainer.gradients();
    hold(`gradients ${when}`, Math.abs(gradients.length - expected.length), 0);
    const largest = Math.max(...expected.map(norm));
    expected.forEach((values, i) => {
      // One that is 0 but for rounding, such as a bias beneath batch norm, is judged by the largest.
      const size = norm(values) > 1e-9 * largest ? norm(values) : largest;
      hold(`gradient ${i} ${when}`, distance(gradients[i]!, values, size), tolerance);
    });
  };
  for (const [step, loss] of one.losses.entries()) {
    const frame = (await trainer.advance(true))!;
    hold(`loss at step ${step}`, Math.abs(frame[runIndex('loss')]! / loss - 1), step === 0 ? once : twenty);
    if (step === 0) await holdGradients('at first', one.gradients.first, once);
    if (step === golden.steps - 1) await holdGradients('at last', one.gradients.last, twenty);
  }
  const { arrays } = await trainer.checkpoint();
  const network = one.parameters.length - one.own.length;
  one.parameters.forEach((values, i) => {
    const place = i < network ? i : arrays.length - one.parameters.length + i;
    hold(`parameter ${i}`, distance(arrays[place]!, values, Math.max(norm(values), 1e-2)), twenty);
  });
  trainer.dispose();
  return found;
}
