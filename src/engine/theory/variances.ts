import type { ExperimentSpec } from '../../schema/experiment';
import { type Initializer, initializers } from '../initializers';

/** The variances of an experiment's initializer. They are used only if theory makes a prediction (`noPredictionReason`). */
export interface Variances {
  /** The variance of one weight of a layer. */
  weight(fanIn: number, fanOut: number): number;
  /** σb² */
  readonly bias: number;
}

export function variancesOf({ network }: ExperimentSpec): Variances {
  const initializer = network.initializer as {
    kind: keyof typeof initializers;
    gain: number;
    biasStd: number;
  };
  const kind = initializers[initializer.kind] as Initializer;
  return {
    weight: (fanIn, fanOut) => initializer.gain ** 2 * kind.variance!({ fanIn, fanOut }, initializer),
    bias: (kind.biasStd?.(initializer) ?? initializer.biasStd) ** 2,
  };
}
