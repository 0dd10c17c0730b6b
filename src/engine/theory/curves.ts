import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { activations } from '../activations';
import { correlationDepth } from './correlation';
import type { Ensemble } from './meanField';
import { firstLength, noPredictionReason } from './profile';
import { variancesOf } from './variances';

/** What theory draws over maps of networks at initialization. */

/** The ensemble that an experiment's first layer is drawn from, at equal widths; undefined where theory has no word. */
export function ensembleOf(spec: ExperimentSpec): Ensemble | undefined {
  const silent = noPredictionReason(spec, 0);
  if (silent && silent !== 'shallow' && silent !== 'narrow') return undefined;
  const { units, activation } = hiddenLayers(spec.network)[0]!;
  const { weight, bias } = variancesOf(spec);
  return {
    activation: activations[activation],
    weightVariance: units * weight(units, units),
    biasVariance: bias,
  };
}

/**
 * Six correlation depths: roughly as deep as a network can be and still be trained (Schoenholz et al. 2017, fig. 5); how long
 * and at what rate one trains decides as well. NaN where theory has no word.
 * @param inputSquare mean over training samples of the mean square of an input's features
 * @param features the network's inputs
 */
export function sixDepths(spec: ExperimentSpec, inputSquare: number, features: number): number {
  const ensemble = ensembleOf(spec);
  return ensemble ? 6 * correlationDepth(ensemble, firstLength(spec, inputSquare, features)) : Number.NaN;
}
