import type { Surface } from '../types';

/** The likeliest class of every place, `[resolution²]`; the first of equal ones. */
export function decisions({ resolution, outputs, values }: Surface): Uint16Array {
  const classes = new Uint16Array(resolution * resolution);
  for (let i = 0; i < classes.length; i++) {
    let best = 0;
    for (let k = 1; k < outputs; k++) if (values[i * outputs + k]! > values[i * outputs + best]!) best = k;
    classes[i] = best;
  }
  return classes;
}

/**
 * The places where two surfaces of one resolution decide differently, `[resolution²]` of 0 or 1, and their share of the
 * plane.
 */
export function disagreement(
  one: Surface,
  other: Surface,
): { readonly where: Uint8Array; readonly share: number } {
  const [a, b] = [decisions(one), decisions(other)];
  const where = Uint8Array.from(a, (decision, i) => (decision === b[i] ? 0 : 1));
  return { where, share: where.reduce((sum, differs) => sum + differs, 0) / where.length };
}
