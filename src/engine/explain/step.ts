import { buildDataset } from '../../data/build';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import type { Kernels } from '../kernels/kernels';
import { optimizers } from '../optimizers';
import { type Schedule, schedules } from '../schedules';
import { runIndex } from '../telemetry';
import type { Checkpoint } from '../trainer';

/** The parameters of a layer; γ and β are those of its normalization. */
export type ParameterName = 'weights' | 'biases' | 'scale' | 'shift';

/** One parameter of a layer: `[fanIn, units]` the weights, `[units]` the others. */
export interface ExplainedParameter {
  /** Before the update, and after it. */
  readonly values: Float64Array;
  readonly next: Float64Array;
  /** ∂L/∂ each of them, before clipping and decay. */
  readonly gradients: Float64Array;
  /** The optimizer's state of each of them before the update. */
  readonly states: readonly Float64Array[];
}

/** A layer at one step. Matrices are row-major; `rows` are the samples of the batch. */
export interface ExplainedLayer {
  readonly fanIn: number;
  readonly units: number;
  /** Those that it has; without a normalization no `scale` and `shift`. */
  readonly parameters: Readonly<Record<'weights' | 'biases', ExplainedParameter>> &
    Readonly<Partial<Record<'scale' | 'shift', ExplainedParameter>>>;
  /** The input of the activation, φ's place, `[rows, units]`. */
  readonly preActivations: Float64Array;
  /** What goes on to the next layer, `[rows, units]`. */
  readonly outputs: Float64Array;
  /** δ = ∂L/∂z, `[rows, units]`. */
  readonly signals: Float64Array;
}

/** Every number of one step. */
export interface ExplainedStep {
  readonly step: number;
  readonly rows: number;
  readonly features: number;
  /** `[rows, features]` and `[rows, outputs]`. */
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  readonly loss: number;
  readonly layers: readonly ExplainedLayer[];
  /** With the schedule's factor. */
  readonly learningRate: number;
  /** Numbers of the optimizer that depend on the step alone. */
  readonly scalars: readonly number[];
  /** The factor by which all gradients were clipped; 1 without clipping. */
  readonly clip: number;
}

/**
 * Does one update from a state, and reads every number of it.
 * @param after updates that are done first
 * @throws Problem if the experiment cannot be built or the state is of another network
 */
export async function explainStep(
  spec: ExperimentSpec,
  checkpoint: Checkpoint | undefined,
  kernels: Kernels,
  after = 0,
): Promise<ExplainedStep> {
  const trainer = await createTrainer(spec, kernels);
  try {
    if (checkpoint) trainer.restore(checkpoint);
    for (let i = 0; i < after; i++) await trainer.advance();
    const { step } = trainer;
    const before = await trainer.checkpoint();
    const { train } = buildDataset(spec);
    const batch = trainer.upcoming();
    const frame = await trainer.advance(true);
    const numbers = (await trainer.layers())!;
    const inputs = Float64Array.from((await trainer.inputs())!);
    const gradients = await trainer.gradients();
    const updated = await trainer.checkpoint();
    const rows = batch.length;
    const { optimizer, schedule, steps, clipNorm } = spec.training;
    const rule = optimizers[optimizer.kind];
    const kind: Schedule = schedules[schedule.kind];
    const hidden = hiddenLayers(spec.network).length;
    const normalized = spec.network.normalization !== 'none';
    const parametersOf = (l: number) => (normalized && l < hidden ? 4 : 2);
    const statistics = spec.network.normalization === 'none' ? 0 : 2 * hidden;
    const count = numbers.reduce((sum, _, l) => sum + parametersOf(l), 0);
    const states = rule.stateCount(optimizer as never);
    const total = Math.hypot(...gradients.map((one) => Math.hypot(...one)));
    let place = 0;
    const parameter = (at: number): ExplainedParameter => ({
      values: before.arrays[at]!,
      next: updated.arrays[at]!,
      gradients: gradients[at]!,
      states: Array.from({ length: states }, (_, s) => before.arrays[count + statistics + at * states + s]!),
    });
    const layers = numbers.map((layer, l): ExplainedLayer => {
      const at = place;
      place += parametersOf(l);
      const [weights, biases] = [parameter(at), parameter(at + 1)];
      const units = biases.values.length;
      return {
        fanIn: weights.values.length / units,
        units,
        parameters: {
          weights,
          biases,
          ...(parametersOf(l) === 4 ? { scale: parameter(at + 2), shift: parameter(at + 3) } : {}),
        },
        preActivations: Float64Array.from(layer.preActivations),
        outputs: Float64Array.from(layer.activations),
        signals: layer.signals,
      };
    });
    return {
      step,
      rows,
      features: inputs.length / rows,
      inputs,
      targets: targetsOf(train, batch, layers.at(-1)!.units),
      loss: frame![runIndex('loss')]!,
      layers,
      learningRate: optimizer.learningRate * kind.factor(schedule, step, steps),
      scalars: rule.scalars(optimizer as never, step + 1),
      clip: clipNorm === null ? 1 : Math.min(1, clipNorm / (total + 1e-6)),
    };
  } finally {
    trainer.dispose();
  }
}

/** The targets of the batch's samples, `[rows, outputs]`. */
function targetsOf(
  { targets }: { readonly targets: ArrayLike<number> },
  batch: Int32Array,
  outputs: number,
): Float64Array {
  const found = new Float64Array(batch.length * outputs);
  batch.forEach((sample, row) => {
    for (let k = 0; k < outputs; k++) found[row * outputs + k] = targets[sample * outputs + k]!;
  });
  return found;
}
