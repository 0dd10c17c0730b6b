import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { activations } from '../activations';
import { numbers } from '../kernels/reference/numbers';
import type { ExplainedStep } from './step';

/** A unit of a layer (both counted from 0, the output layer last), a sample of the batch, and a weight by its source. */
export interface PickedUnit {
  readonly layer: number;
  readonly unit: number;
  readonly row: number;
  readonly from: number;
}

/** What stands below a layer for a sample: the features, or the outputs of the layer below. */
export const inputsOf = (
  { inputs, features, layers }: ExplainedStep,
  layer: number,
  row: number,
): Float64Array => {
  const below = layers[layer - 1];
  return below
    ? below.outputs.subarray(row * below.units, (row + 1) * below.units)
    : inputs.subarray(row * features, (row + 1) * features);
};

/** z = Σ a w + b of one unit, before any normalization. */
export function rawPreActivation(step: ExplainedStep, { layer, unit, row }: PickedUnit): number {
  const {
    units,
    parameters: { weights, biases },
  } = step.layers[layer]!;
  return inputsOf(step, layer, row).reduce(
    (sum, a, i) => sum + a * weights.values[i * units + unit]!,
    biases.values[unit]!,
  );
}

/** The activation of a hidden layer; undefined for the output layer. */
export const activationOf = (spec: ExperimentSpec, layer: number) => {
  const hidden = hiddenLayers(spec.network)[layer];
  return hidden && activations[hidden.activation];
};

/** Whether a hidden layer's input is added to its output. */
export const skips = (spec: ExperimentSpec, step: ExplainedStep, layer: number): boolean => {
  const { fanIn, units } = step.layers[layer]!;
  return spec.network.residual && layer < step.layers.length - 1 && fanIn === units;
};

/**
 * The factor of dropout for one unit: 0 if it was dropped, else what the kept ones are scaled by; undefined without dropout.
 * Which of them it was shows in the unit's output.
 */
export function maskOf(
  spec: ExperimentSpec,
  step: ExplainedStep,
  { layer, unit, row }: PickedUnit,
): number | undefined {
  const { dropout } = spec.network;
  if (dropout === 0) return undefined;
  const { units, outputs } = step.layers[layer]!;
  const past = skips(spec, step, layer) ? inputsOf(step, layer, row)[unit]! : 0;
  return outputs[row * units + unit]! - past === 0 ? 0 : 1 / (1 - dropout);
}

/** ∂L/∂a of a layer's output for one sample: what comes back through the weights above, and past them over a skip. */
export function returnedTo(
  spec: ExperimentSpec,
  step: ExplainedStep,
  layer: number,
  row: number,
): Float64Array {
  const { units } = step.layers[layer]!;
  const above = step.layers[layer + 1]!;
  const back = Float64Array.from({ length: units }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < above.units; k++) {
      sum += above.parameters.weights.values[i * above.units + k]! * above.signals[row * above.units + k]!;
    }
    return sum;
  });
  if (!skips(spec, step, layer + 1)) return back;
  const past = returnedTo(spec, step, layer + 1, row);
  return back.map((one, i) => one + past[i]!);
}

/** The derivative of the loss by the input of a hidden unit's activation. */
export function arrivingAt(spec: ExperimentSpec, step: ExplainedStep, picked: PickedUnit): number {
  const { layer, unit, row } = picked;
  const { units, preActivations } = step.layers[layer]!;
  const activation = activationOf(spec, layer)!;
  const z = preActivations[row * units + unit]!;
  const slope = activation.derivative(numbers, z, activation.value(numbers, z));
  return returnedTo(spec, step, layer, row)[unit]! * slope * (maskOf(spec, step, picked) ?? 1);
}
