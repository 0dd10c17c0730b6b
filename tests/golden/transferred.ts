import { createTrainer } from '../../src/engine/createTrainer';
import type { Kernels } from '../../src/engine/kernels/kernels';
import { runIndex } from '../../src/engine/telemetry';
import {
  type Adaptation,
  type AdaptationInput,
  type TransferMethodName,
  transferMethods,
} from '../../src/engine/transfer/methods';
import { growth, reversal } from '../../src/engine/transfer/methods/adversarial';
import { alignmentObjective } from '../../src/engine/transfer/methods/alignment';
import { createRandom } from '../../src/random/random';
import { parseExperiment } from '../../src/schema/parse';
import { type Agreement, comparing, type Tolerance } from './agreement';
import recorded from './transfer.json';

interface GoldenDomain {
  readonly inputs: number[][];
  readonly labels: number[];
}
/** What PyTorch recorded of one way to learn for another domain. */
interface GoldenTransfer {
  readonly losses: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly parameters: readonly (readonly number[])[];
}

/** What PyTorch recorded; see transfer.py. */
const golden = recorded as unknown as {
  readonly steps: number;
  /** Samples of the target domain, from the first, whose labels are known. */
  readonly known: number;
  readonly own: readonly { readonly rows: number; readonly cols: number; readonly values: number[] }[];
  readonly source: GoldenDomain;
  readonly target: GoldenDomain & { readonly teacherLogits: number[][] };
  readonly layers: readonly object[];
  readonly learningRate: number;
  readonly cases: Readonly<Record<string, GoldenTransfer>>;
};
const { steps, known, own, cases } = golden;

/** The cases that the golden file has numbers for. */
export const transferCases: readonly string[] = Object.keys(cases);

/** The methods whose objective a case covers. Cross-modal transfer has the objective of distillation on other inputs. */
export const coveredMethods: ReadonlySet<TransferMethodName> = new Set([
  'coral',
  'mmd',
  'adversarial',
  'distil',
  'crossModal',
  'labelsAndSoft',
  'joint',
  'pseudoLabels',
]);

const oneHot = (labels: number[]) =>
  Float64Array.from(labels.flatMap((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0))));
const domain = ({ inputs, labels }: { inputs: number[][]; labels: number[] }) => ({
  count: labels.length,
  inputs: Float64Array.from(inputs.flat()),
  targets: oneHot(labels),
});
/** The samples of the source domain. */
export const source = domain(golden.source);
const target = domain(golden.target);
const labelled = Uint8Array.from({ length: target.count }, (_, i) => (i < known ? 1 : 0));
export const lesson: AdaptationInput = {
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
const unlabelled: AdaptationInput = { ...lesson, labelled: new Uint8Array(target.count) };

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
      const parameters = own.map((one) => ({
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
const distance = (here: ArrayLike<number>, there: readonly number[]) =>
  Math.hypot(...there.map((value, i) => here[i]! - value)) / Math.max(Math.hypot(...there), 1e-7);

/** Learns for the other domain on some kernels and holds losses, gradients and what was learned against PyTorch's. */
export async function transferAgreement(
  name: string,
  kernels: Kernels,
  { once, twenty }: Tolerance,
): Promise<Agreement> {
  const { found, hold } = comparing();
  const { losses, gradients, parameters } = cases[name]!;
  const trainer = await createTrainer(spec, kernels, adaptation(name));
  for (const [step, loss] of losses.entries()) {
    const frame = (await trainer.advance(true))!;
    hold(`loss at step ${step}`, Math.abs(frame[runIndex('loss')]! / loss - 1), step < 2 ? once : twenty);
    if (step !== 1) continue;
    // What the network gets, as one vector a parameter; a bias may have next to none.
    for (const [i, gradient] of (await trainer.gradients()).entries()) {
      hold(`gradient ${i}`, distance(gradient, gradients[i]!), once);
    }
  }
  const { arrays } = await trainer.checkpoint();
  hold('parameters', Math.abs(arrays.length - parameters.length), 0);
  for (const [i, values] of parameters.entries()) {
    hold(`parameter ${i}`, distance(arrays[i]!, values), twenty);
  }
  trainer.dispose();
  return found;
}
