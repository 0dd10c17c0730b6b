import { createRandom } from '../random/random';
import type { ExperimentSpec } from '../schema/experiment';
import { type DataSet, dataSets } from './sets';

/** Inputs without labels. */
export interface FreshInputs {
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** Coordinates `[count, plane]`, for data sets that can be drawn. */
  readonly points?: Float64Array;
}

/**
 * Draws further inputs from the distribution of a spec's data. None of them is in its train or test part. The same seed gives
 * the same inputs. Returns `undefined` for data sets of fixed size.
 */
export function freshInputs(spec: ExperimentSpec, count: number): FreshInputs | undefined {
  const kind: DataSet = dataSets[spec.data.kind];
  if (!kind.unlimited) return undefined;
  const random = createRandom(spec.seed, 'data', 1);
  const { inputs, points } = kind.samples({ ...spec.data, samples: count }, random);
  return points ? { inputs, points } : { inputs };
}
