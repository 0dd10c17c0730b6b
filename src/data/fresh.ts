import { createRandom } from '../random/random';
import type { ExperimentSpec } from '../schema/experiment';
import { type DataSet, dataSets } from './sets';

/** Inputs without labels. */
export interface FreshInputs {
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** Where they lie `[count, plane]`, for sets that can be drawn. */
  readonly points?: Float64Array;
}

/**
 * Further inputs of the distribution that a spec's data are drawn from, none of which is in its train or test part;
 * `undefined` for data of which there are only so many. The same for the same seed.
 */
export function freshInputs(spec: ExperimentSpec, count: number): FreshInputs | undefined {
  const kind: DataSet = dataSets[spec.data.kind];
  if (!kind.unlimited) return undefined;
  const random = createRandom(spec.seed, 'data', 1);
  const { inputs, points } = kind.samples({ ...spec.data, samples: count }, random);
  return points ? { inputs, points } : { inputs };
}
