import { buildDataset } from '../../data/build';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import type { Kernels } from '../kernels/kernels';
import { optimizers } from '../optimizers';
import { type Schedule, schedules } from '../schedules';
import { runIndex } from '../telemetry';
import type { Checkpoint } from '../trainer';

/** A layer at one step. Matrices are row-major; `rows` are the samples of the batch. */
export interface ExplainedLayer {
  readonly fanIn: number;
  readonly units: number;
  /** `[fanIn, units]` and `[units]`, before the update and after it. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly nextWeights: Float64Array;
  readonly nextBiases: Float64Array;
  /** γ and β of its normalization before the update, `[units]`; undefined without one. */
  readonly scale: Float64Array | undefined;
  readonly shift: Float64Array | undefined;
  /** The input of the activation, φ's place, `[rows, units]`. */
  readonly preActivations: Float64Array;
  /** What goes on to the next layer, `[rows, units]`. */
  readonly outputs: Float64Array;
  /** δ = ∂L/∂z, `[rows, units]`. */
  readonly signals: Float64Array;
  /** ∂L/∂W, `[fanIn, units]`, and ∂L/∂b, before clipping and decay. */
  readonly weightGradients: Float64Array;
  readonly biasGradients: Float64Array;
  /** The optimizer's state of each weight before the update, each `[fanIn, units]`. */
  readonly states: readonly Float64Array[];
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
    const layers = numbers.map((layer, l): ExplainedLayer => {
      const at = place;
      place += parametersOf(l);
      const biases = before.arrays[at + 1]!;
      const units = biases.length;
      return {
        fanIn: before.arrays[at]!.length / units,
        units,
        weights: before.arrays[at]!,
        biases,
        nextWeights: updated.arrays[at]!,
        nextBiases: updated.arrays[at + 1]!,
        scale: parametersOf(l) === 4 ? before.arrays[at + 2] : undefined,
        shift: parametersOf(l) === 4 ? before.arrays[at + 3] : undefined,
        preActivations: Float64Array.from(layer.preActivations),
        outputs: Float64Array.from(layer.activations),
        signals: layer.signals,
        weightGradients: gradients[at]!,
        biasGradients: gradients[at + 1]!,
        states: Array.from(
          { length: states },
          (_, s) => before.arrays[count + statistics + at * states + s]!,
        ),
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
