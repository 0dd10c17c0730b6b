import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { activations } from '../activations';
import { type Initializer, initializers } from '../initializers';
import { activationSquare, type MeanField, meanField, slopeMoments } from './meanField';

/** Why theory says nothing of a network. */
export type NoPredictionReason =
  | 'trained'
  | 'residual'
  | 'dropout'
  | 'normalization'
  | 'narrow'
  | 'initializer'
  | 'shallow';

/** Units below which the limit of infinite width is no guide. */
export const narrowest = 8;

/** What theory predicts of the backprop signal at initialization, for each hidden layer from the input on. */
export interface Prediction {
  /** q of each layer's pre-activations. */
  readonly lengths: readonly number[];
  /** χ of each layer. */
  readonly chis: readonly number[];
  /** ‖δ^l‖ / ‖δ^L‖, L the last hidden layer. */
  readonly ratios: readonly number[];
  /** Standard deviation of ln ratio that finite widths cause. */
  readonly spreads: readonly number[];
  /** The limit of deep layers, of the first layer's kind. */
  readonly limit: MeanField;
}

/** Why theory is silent on an experiment at a step; undefined where it speaks. */
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

/**
 * The signal's profile by mean-field theory: q^{l+1} = σw² E φ² + σb², and back
 * E‖δ^l‖² = n_l var(W^{l+1}) E φ'(√q^l z)² · E‖δ^{l+1}‖². A finite layer of N units adds (3κ − 1)/N to the variance of
 * ln‖δ‖², κ = E φ'⁴ / (E φ'²)²: exact for ReLU by Hanin & Nica 2018 (arXiv:1812.05994), who have 5/N.
 * @param inputSquare mean over training samples of the mean square of an input's features
 * @param features the network's inputs
 */
export function predict(spec: ExperimentSpec, inputSquare: number, features: number): Prediction {
  const { network } = spec;
  const hidden = hiddenLayers(network);
  const initializer = network.initializer as {
    kind: keyof typeof initializers;
    gain: number;
    biasStd: number;
  };
  const kind = initializers[initializer.kind] as Initializer;
  const biasVariance = (kind.biasStd?.(initializer) ?? initializer.biasStd) ** 2;
  const variance = (fanIn: number, fanOut: number) =>
    initializer.gain ** 2 * kind.variance!({ fanIn, fanOut }, initializer);

  const lengths: number[] = [];
  hidden.forEach(({ units }, l) => {
    const below = hidden[l - 1];
    const fanIn = below?.units ?? features;
    const square = below ? activationSquare(activations[below.activation], lengths[l - 1]!) : inputSquare;
    lengths.push(fanIn * variance(fanIn, units) * square + biasVariance);
  });

  const last = hidden.length - 1;
  const chis: number[] = [];
  const ratios: number[] = [];
  const spreads: number[] = [];
  let logRatio = 0;
  let logVariance = 0;
  for (let l = last; l >= 0; l--) {
    const { units, activation } = hidden[l]!;
    const { square, fourth } = slopeMoments(activations[activation], lengths[l]!);
    const above = hidden[l + 1];
    const perWeight = above ? variance(units, above.units) : variance(units, units);
    chis[l] = units * perWeight * square;
    if (above) {
      logRatio += Math.log(chis[l]!) / 2;
      logVariance += (3 * (fourth / square ** 2) - 1) / units / 4;
    }
    ratios[l] = Math.exp(logRatio);
    spreads[l] = Math.sqrt(logVariance);
  }
  const { units, activation } = hidden[0]!;
  const ensemble = {
    activation: activations[activation],
    weightVariance: units * variance(units, units),
    biasVariance,
  };
  return { lengths, chis, ratios, spreads, limit: meanField(ensemble) };
}
