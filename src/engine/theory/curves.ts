import { type ExperimentSpec, hiddenLayers } from '../../schema/experiment';
import { activations } from '../activations';
import { type Initializer, initializers } from '../initializers';
import { correlationDepth } from './correlation';
import { activationSquare, type Ensemble, slopeMoments } from './meanField';
import { noPredictionReason } from './profile';

/** What theory draws over maps of networks at initialization. */

/** The ensemble that an experiment's first layer is drawn from, at equal widths; undefined where theory has no word. */
export function ensembleOf(spec: ExperimentSpec): Ensemble | undefined {
  const silent = noPredictionReason(spec, 0);
  if (silent && silent !== 'shallow' && silent !== 'narrow') return undefined;
  const initializer = spec.network.initializer as {
    kind: keyof typeof initializers;
    gain: number;
    biasStd: number;
  };
  const kind = initializers[initializer.kind] as Initializer;
  const { units, activation } = hiddenLayers(spec.network)[0]!;
  const variance = initializer.gain ** 2 * kind.variance!({ fanIn: units, fanOut: units }, initializer);
  return {
    activation: activations[activation],
    weightVariance: units * variance,
    biasVariance: (kind.biasStd?.(initializer) ?? initializer.biasStd) ** 2,
  };
}

/** Layers to which a network is trainable: about six correlation depths (Schoenholz et al. 2017, fig. 5). */
export function trainableDepth(spec: ExperimentSpec): number {
  const ensemble = ensembleOf(spec);
  return ensemble ? 6 * correlationDepth(ensemble) : Number.NaN;
}

/**
 * Points (σw², σb²) of the critical line χ* = 1, by the length q* that a network has there: σw² = 1 / E φ'(√q z)²,
 * σb² = q − σw² E φ(√q z)².
 * @param most the largest σb² asked for
 */
export function criticalLine(
  activation: Ensemble['activation'],
  most: number,
): { readonly weightVariance: number; readonly biasVariance: number }[] {
  const points: { weightVariance: number; biasVariance: number }[] = [];
  for (let exponent = -6; exponent <= 3; exponent += 0.05) {
    const q = 10 ** exponent;
    const weightVariance = 1 / slopeMoments(activation, q).square;
    const biasVariance = q - weightVariance * activationSquare(activation, q);
    // Below 0 by rounding alone: the line starts at σb² = 0.
    if (biasVariance < -1e-9 * q) continue;
    points.push({ weightVariance, biasVariance: Math.max(0, biasVariance) });
    if (biasVariance > most) break;
  }
  return points;
}
