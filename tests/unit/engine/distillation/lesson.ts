import { createTrainer } from '../../../../src/engine/createTrainer';
import {
  type DistillationInput,
  type Method,
  methodSchema,
  methods,
} from '../../../../src/engine/distillation/methods';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import type { Trainer } from '../../../../src/engine/trainer';
import { createRandom, type Random } from '../../../../src/random/random';
import { hiddenLayers } from '../../../../src/schema/experiment';
import { parseExperiment } from '../../../../src/schema/parse';

const classes = 3;

const drawn = (random: Random, samples: number) => (cols: number) =>
  Float64Array.from({ length: samples * cols }, () => random.normal());

/**
 * A student that differs where said, taught by a method on seven samples of three classes, those after the fifth without a label
 * where the method can do without; its teacher's numbers are drawn, too. `own`: parameters of the method's objective.
 */
export async function taught(
  kernels: Kernels,
  method: Record<string, unknown>,
  network: Record<string, unknown> = {},
  changes: Partial<DistillationInput> = {},
  batches: { readonly inputs?: Float64Array; readonly size?: number } = {},
): Promise<{ trainer: Trainer; own: number; lesson: DistillationInput; inputs: Float64Array }> {
  const chosen = methodSchema.parse(method);
  const kind: Method = methods[chosen.kind];
  const random = createRandom(11, 'data');
  const samples = changes.rows ?? 7;
  const draw = drawn(random, samples);
  const drawnInputs = draw(2);
  const inputs = batches.inputs ?? drawnInputs;
  const labels = Array.from({ length: samples }, (_, i) => i % classes);
  const spec = parseExperiment({
    format: 'gradient-lab/experiment',
    version: 1,
    seed: 4,
    data: { kind: 'inline', inputs: rowsOf(inputs, 2), labels, testFraction: 0 },
    network: {
      depth: 3,
      width: 4,
      activation: 'tanh',
      initializer: { kind: 'lecunNormal', biasStd: 0.4 },
      ...network,
    },
    training: { optimizer: { kind: 'sgd', learningRate: 0 }, batchSize: batches.size ?? 'full' },
  });
  const known = labels.map((_, i) => (i < 5 || !kind.unlabelled ? 1 : 0));
  const targets = Float64Array.from({ length: samples * classes }, (_, i) => {
    const row = Math.floor(i / classes);
    return known[row]! * (labels[row] === i % classes ? 1 : 0);
  });
  const teacher = changes.teacher ?? [5, 6, 4];
  const hidden = teacher.map(draw);
  const lesson: DistillationInput = {
    rows: samples,
    classes,
    targets,
    labelled: Float64Array.from(known),
    logits: [draw(classes), draw(classes)].map((logits) => logits.map((z) => 2 * z)),
    teacher,
    student: hiddenLayers(spec.network).map(({ units }) => units),
    hidden: (layer) => hidden[layer]!,
    steps: 2,
    random: createRandom(4, 'lesson'),
    ...changes,
  };
  const { objective, targets: others = lesson.targets } = kind.teach(lesson, chosen);
  const trainer = await createTrainer(spec, kernels, {
    ...(objective && { objective }),
    samples: { inputs, targets: others, strata: [samples] },
  });
  return { trainer, own: objective?.parameters?.length ?? 0, lesson, inputs };
}

const rowsOf = (values: Float64Array, cols: number): number[][] =>
  Array.from({ length: values.length / cols }, (_, i) => [...values.subarray(i * cols, (i + 1) * cols)]);
