import type { ExperimentSpec } from '../../schema/experiment';
import { type Initializer, initializers } from '../initializers';

/** What an experiment's initializer draws with. Asked only where theory speaks (`noPredictionReason`). */
export interface Variances {
  /** Of one weight of a layer. */
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
