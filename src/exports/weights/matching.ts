import { sizeOf, type Tensor } from '../../data/tensors/tensor';
import { type ActivationName, activations } from '../../engine/activations';
import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { byNumbers, experimentOf, type LinearLayer, stemOf } from './fromTensors';

/** Which tensors of a file are the layers of a network, where their names and shapes alone do not say it. */

/** A matrix as the weights of a layer. */
export interface WeightChoice {
  readonly name: string;
  /** Whether it is taken as `[units, inputs]`, as PyTorch has it. */
  readonly isTransposed: boolean;
}

/** The tensors of one layer; what is not chosen yet is undefined, and biases that are not chosen are 0. */
export interface LayerChoice {
  readonly weight?: WeightChoice | undefined;
  readonly bias?: string | undefined;
}

/** Numbers of inputs and outputs that the data ask for. */
export interface Ends {
  readonly features: number;
  readonly outputs: number;
}

/** A matrix in one of its directions. */
export interface Fitting extends WeightChoice {
  readonly shape: readonly [number, number];
  readonly inputs: number;
  readonly units: number;
}

/** The most matrices of a file that are guessed from; a network has no more layers. */
const most = 500;

/** Matrices in both directions, by the numbers in their names. */
const directions = (tensors: readonly Tensor[]): Fitting[] =>
  tensors
    .filter(({ shape }) => shape.length === 2 && sizeOf(shape) > 0)
    .toSorted((a, b) => byNumbers(a.name, b.name))
    .flatMap(({ name, shape }) => {
      const [rows, columns] = shape as [number, number];
      const common = { name, shape: [rows, columns] as const };
      return [
        { ...common, isTransposed: true, inputs: columns, units: rows },
        { ...common, isTransposed: false, inputs: rows, units: columns },
      ];
    });

/** How many matrices a file has. */
export const matrixCount = (tensors: readonly Tensor[]): number =>
  tensors.filter(({ shape }) => shape.length === 2 && sizeOf(shape) > 0).length;

/** The matrices that can be the weights of a layer with so many inputs. */
export const fittingWeights = (tensors: readonly Tensor[], inputs: number): Fitting[] =>
  directions(tensors).filter((one) => one.inputs === inputs);

/** The tensors that can be the biases of so many units: vectors, and matrices of one row or column. */
export const fittingBiases = (tensors: readonly Tensor[], units: number): Tensor[] =>
  tensors.filter(
    ({ shape }) =>
      sizeOf(shape) === units && (shape.length === 1 || (shape.length === 2 && shape.includes(1))),
  );

/** The matrix of a choice; undefined if nothing is chosen, or no such matrix takes so many inputs. */
export const chosenWeight = (
  tensors: readonly Tensor[],
  { weight }: LayerChoice,
  inputs: number,
): Fitting | undefined =>
  weight &&
  fittingWeights(tensors, inputs).find(
    ({ name, isTransposed }) => name === weight.name && isTransposed === weight.isTransposed,
  );

/**
 * The likeliest layers: the longest chain of matrices, in the order of their names, from the data's inputs to its outputs; where
 * there is none, the longest from its inputs. Square matrices are read in the direction of most others.
 */
export function guessLayers(tensors: readonly Tensor[], { features, outputs }: Ends): LayerChoice[] {
  const all = directions(tensors).slice(0, 2 * most);
  const lengths: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [i, { name, inputs }] of all.entries()) {
    let [length, from]: [number, number | undefined] = [inputs === features ? 1 : 0, undefined];
    for (let j = 0; j < i; j++)
      if (lengths[j]! >= Math.max(1, length) && all[j]!.name !== name && all[j]!.units === inputs)
        [length, from] = [lengths[j]! + 1, j];
    lengths.push(length);
    before.push(from);
  }
  const longest = (ends: (fitting: Fitting) => boolean) =>
    all.reduce<number | undefined>(
      (best, one, i) => (ends(one) && lengths[i]! > (best === undefined ? 0 : lengths[best]!) ? i : best),
      undefined,
    );
  const complete = longest(({ units }) => units === outputs);
  const chain: Fitting[] = [];
  for (
    let at = complete !== undefined && lengths[complete]! > 1 ? complete : longest(() => true);
    at !== undefined;
    at = before[at]
  )
    chain.unshift(all[at]!);
  return withBiases(tensors, alikeDirected(chain));
}

const isKernel = /kernel(:\d+)?$/i;

/** Square matrices in the direction of most others, or in that of their names. */
function alikeDirected(chain: readonly Fitting[]): Fitting[] {
  const oblong = chain.filter(({ inputs, units }) => inputs !== units);
  const transposed = oblong.filter(({ isTransposed }) => isTransposed).length;
  return chain.map((one) =>
    one.inputs === one.units
      ? {
          ...one,
          isTransposed: oblong.length > 0 ? 2 * transposed >= oblong.length : !isKernel.test(one.name),
        }
      : one,
  );
}

const numbersIn = (name: string): string => (name.match(/\d+/g) ?? []).join(' ');

/** Each matrix with its bias: of the same stem, or of the same numbers (`W1`, `b1`), or else the next that fits in their order. */
function withBiases(tensors: readonly Tensor[], chain: readonly Fitting[]): LayerChoice[] {
  const used = new Set(chain.map(({ name }) => name));
  return chain.map(({ name, isTransposed, units }) => {
    const fitting = fittingBiases(tensors, units)
      .filter((one) => !used.has(one.name))
      .toSorted((a, b) => byNumbers(a.name, b.name));
    const bias =
      fitting.find((one) => stemOf(one.name) === stemOf(name)) ??
      fitting.find((one) => numbersIn(name) !== '' && numbersIn(one.name) === numbersIn(name)) ??
      fitting.find((one) => byNumbers(one.name, name) > 0);
    if (bias) used.add(bias.name);
    return { weight: { name, isTransposed }, bias: bias?.name };
  });
}

/** The activation that a tensor's name has as a word of its own, e.g. `block.relu.weight`. */
export function namedActivation(tensors: readonly Tensor[]): ActivationName | undefined {
  const words = new Set(tensors.flatMap(({ name }) => name.toLowerCase().split(/[^a-z]+/)));
  return (Object.keys(activations) as ActivationName[]).find((one) => words.has(one.toLowerCase()));
}

/**
 * An experiment whose network is the chosen tensors, on the data of the given one.
 *
 * @param choices each with weights that take as many inputs as the layer before has units
 * @throws {Problem} the schema refuses it, as too many layers
 */
export function experimentWithChoices(
  spec: ExperimentSpec,
  tensors: readonly Tensor[],
  choices: readonly LayerChoice[],
  features: number,
  activation: ActivationName,
  file: string,
): ExperimentSpec {
  let inputs = features;
  const layers = choices.map((choice): LinearLayer => {
    const { name, isTransposed, units } = chosenWeight(tensors, choice, inputs)!;
    const layer = {
      name,
      inputs,
      units,
      isTransposed,
      weights: tensors.find((one) => one.name === name)!.values,
      biases: tensors.find((one) => one.name === choice.bias)?.values ?? new Float64Array(units),
    };
    inputs = units;
    return layer;
  });
  return experimentOf(spec, layers, activation, file);
}

/** The activation of an experiment's first hidden layer. */
export const ownActivation = ({ network }: ExperimentSpec): ActivationName =>
  hiddenLayers(network)[0]!.activation;
