import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { activations } from '../activations';
import { correlationDepth } from './correlation';
import type { Ensemble } from './meanField';
import { firstLength, noPredictionReason } from './profile';
import { variancesOf } from './variances';

/** The curves that the page draws from theory over maps of networks at initialization. */

/** The ensemble of an experiment's first layer, at equal widths; undefined if theory makes no prediction. */
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
 * Six correlation depths. This is roughly the largest depth of a network that can still be trained (Schoenholz et al.
 * 2017, fig. 5). The length of training and the learning rate matter as well.
 * @param inputSquare mean over training samples of the mean square of an input's features
 * @param features number of the network's inputs
 * @returns NaN if theory makes no prediction
 */
export function sixDepths(spec: ExperimentSpec, inputSquare: number, features: number): number {
  const ensemble = ensembleOf(spec);
  return ensemble ? 6 * correlationDepth(ensemble, firstLength(spec, inputSquare, features)) : Number.NaN;
}
