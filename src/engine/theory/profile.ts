import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { type Activation, type ActivationName, activations } from '../activations';
import { type Initializer, initializers } from '../initializers';
import { type Branch, lengthBranches } from './branches';
import { activationSquare, type MeanField, meanField, slopeSquare } from './meanField';
import { variancesOf } from './variances';

/** The reason why theory makes no prediction for a network. */
export type NoPredictionReason =
  | 'trained'
  | 'residual'
  | 'dropout'
  | 'normalization'
  | 'narrow'
  | 'initializer'
  | 'shallow';

/** Number of units below which the infinite-width limit is not a good approximation. */
export const narrowest = 8;

/** The predicted backprop signal at initialization, for each hidden layer from the input on. */
export interface Prediction {
  /** q of each layer's pre-activations. */
  readonly lengths: readonly number[];
  /** χ of each layer. */
  readonly chis: readonly number[];
  /** ‖δ^l‖ / ‖δ^L‖, L the last hidden layer. */
  readonly ratios: readonly number[];
  /** The deep-layer limit with the first layer's settings, starting at the network's own first length. */
  readonly limit: MeanField;
  /** Whether the profile over these layers matches the phase of the limit: it shrinks, keeps its size, or grows. */
  readonly settled: boolean;
  /** Every length that deep layers of this kind may converge to: more than one if the activation is bistable. Found when it is read. */
  readonly branches: readonly Branch[];
}

/** Signals within this factor count as equal in size. */
const sameSize = 2;

/** The same function of an activation and a length, computed once for each pair. */
function remembered(compute: (activation: Activation, q: number) => number) {
  const known = new Map<string, number>();
  return (name: ActivationName, q: number): number => {
    const key = `${name} ${q}`;
    const value = known.get(key) ?? compute(activations[name], q);
    known.set(key, value);
    return value;
  };
}

/** The reason why theory makes no prediction for an experiment at a step; undefined if it makes one. */
export function noPredictionReason(
  { network }: ExperimentSpec,
  step: number,
): NoPredictionReason | undefined {
  const hidden = hiddenLayers(network);
  const kind = initializers[network.initializer.kind as keyof typeof initializers] as Initializer | undefined;
  if (hidden.length < 2) return 'shallow';
  if (network.residual) return 'residual';
  if (network.dropout > 0) return 'dropout';
  if (network.normalization !== 'none') return 'normalization';
  if (!kind?.variance) return 'initializer';
  if (kind.variance({ fanIn: 8, fanOut: 8 }, network.initializer) === 0) return 'initializer';
  if (Math.min(...hidden.map(({ units }) => units)) < narrowest) return 'narrow';
  return step > 0 ? 'trained' : undefined;
}

/** q¹: the variance of the first hidden layer's pre-activations. The arguments are those of `predict`. */
export function firstLength(spec: ExperimentSpec, inputSquare: number, features: number): number {
  const { weight, bias } = variancesOf(spec);
  return features * weight(features, hiddenLayers(spec.network)[0]!.units) * inputSquare + bias;
}

/**
 * The signal's profile by mean-field theory: q^{l+1} = σw² E φ² + σb², and backward E‖δ^l‖² = n_l var(W^{l+1}) E
 * φ'(√q^l z)² · E‖δ^{l+1}‖², in the infinite-width limit. `finiteWidth` simulates the effect of finite widths.
 * @param inputSquare mean over training samples of the mean square of an input's features
 * @param features number of the network's inputs
 */
export function predict(spec: ExperimentSpec, inputSquare: number, features: number): Prediction {
  const hidden = hiddenLayers(spec.network);
  const { weight: variance, bias: biasVariance } = variancesOf(spec);
  const lengths = [firstLength(spec, inputSquare, features)];
  // Lengths converge, so most layers of a deep network have the same one.
  const squareAt = remembered(activationSquare);
  const slopeAt = remembered(slopeSquare);
  hidden.slice(1).forEach(({ units }, l) => {
    const below = hidden[l]!;
    const square = squareAt(below.activation, lengths[l]!);
    lengths.push(below.units * variance(below.units, units) * square + biasVariance);
  });

  const last = hidden.length - 1;
  const chis: number[] = [];
  const ratios: number[] = [];
  let logRatio = 0;
  for (let l = last; l >= 0; l--) {
    const { units, activation } = hidden[l]!;
    const square = slopeAt(activation, lengths[l]!);
    const above = hidden[l + 1];
    const perWeight = above ? variance(units, above.units) : variance(units, units);
    chis[l] = units * perWeight * square;
    if (above) logRatio += Math.log(chis[l]!) / 2;
    ratios[l] = Math.exp(logRatio);
  }
  const { units, activation } = hidden[0]!;
  const ensemble = {
    activation: activations[activation],
    weightVariance: units * variance(units, units),
    biasVariance,
  };
  const limit = meanField(ensemble, lengths[0]!);
  const settled = {
    ordered: logRatio < 0,
    critical: Math.abs(logRatio) < Math.log(sameSize),
    chaotic: logRatio > 0,
  }[limit.phase];
  let branches: readonly Branch[] | undefined;
  return {
    lengths,
    chis,
    ratios,
    limit,
    settled,
    get branches() {
      branches ??= lengthBranches(ensemble).filter(({ stable }) => stable);
      return branches;
    },
  };
}
