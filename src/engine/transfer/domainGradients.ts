import { norm } from '../numeric/norm';
import type { DomainGradients } from './probe';

/** Two gradients count as orthogonal if their angle is within this many degrees of 90. */
export const orthogonalTolerance = 6;

/**
 * Computes the norms and the cosine of the concatenated gradients of several layers from those of each layer, by
 * aᵀb = Σ_l cos_l ‖a_l‖ ‖b_l‖. A layer with a gradient of 0 adds nothing to aᵀb.
 */
export function combineGradients(layers: readonly DomainGradients[]): DomainGradients {
  const source = norm(layers.map((layer) => layer.source));
  const target = norm(layers.map((layer) => layer.target));
  // Each norm is divided by the total first. The product of two tiny gradients would underflow.
  const cosine = layers.reduce((sum, layer) => {
    const share = (layer.source / source) * (layer.target / target);
    return share === 0 ? sum : sum + layer.cosine * share;
  }, 0);
  return { source, target, cosine: source > 0 && target > 0 ? cosine : Number.NaN };
}

/** The angle of a cosine in degrees. A cosine that rounding has put beyond ±1 gives 0 or 180. */
export const degreesOf = (cosine: number): number =>
  (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;

/** Whether two gradients agree, oppose each other, or are nearly orthogonal (`square`); `none` if one is 0. */
export function agreementOf({ cosine }: DomainGradients): 'same' | 'against' | 'square' | 'none' {
  const degrees = degreesOf(cosine);
  if (Number.isNaN(degrees)) return 'none';
  if (Math.abs(degrees - 90) <= orthogonalTolerance) return 'square';
  return degrees < 90 ? 'same' : 'against';
}
