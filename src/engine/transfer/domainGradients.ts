import { norm } from '../numeric/norm';
import type { DomainGradients } from './probe';

/** Degrees from a right angle within which two gradients are said to have little to do with each other. */
export const orthogonalTolerance = 6;

/**
 * What the two domains ask of several layers taken together: norms and cosine of the gradients joined, from those of each
 * layer, as aᵀb = Σ_l cos_l ‖a_l‖ ‖b_l‖. A layer where one of the two is 0 adds nothing to aᵀb.
 */
export function combineGradients(layers: readonly DomainGradients[]): DomainGradients {
  const source = norm(layers.map((layer) => layer.source));
  const target = norm(layers.map((layer) => layer.target));
  // Shares first: products of gradients that have all but vanished would underflow.
  const cosine = layers.reduce((sum, layer) => {
    const share = (layer.source / source) * (layer.target / target);
    return share === 0 ? sum : sum + layer.cosine * share;
  }, 0);
  return { source, target, cosine: source > 0 && target > 0 ? cosine : Number.NaN };
}

/** The angle of a cosine, in degrees; of one that rounding has put beyond ±1, 0 or 180. */
export const degreesOf = (cosine: number): number =>
  (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;

/** Whether two gradients pull the same way, against each other, or at about a right angle; `none` where one is 0. */
export function agreementOf({ cosine }: DomainGradients): 'same' | 'against' | 'square' | 'none' {
  const degrees = degreesOf(cosine);
  if (Number.isNaN(degrees)) return 'none';
  if (Math.abs(degrees - 90) <= orthogonalTolerance) return 'square';
  return degrees < 90 ? 'same' : 'against';
}
