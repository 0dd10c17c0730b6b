import { buildDataset, type Dataset, loadData } from '../data/build';
import { initialize, type LayerValues } from '../engine/initialize';
import type { ExperimentSpec } from '../schema/experiment';

/** The numbers that an exported experiment starts from. */
export interface Prepared {
  readonly data: Dataset;
  /** Initial weights and biases of every layer, output layer last. */
  readonly values: readonly LayerValues[];
}

/** @throws {Problem} (rejects) the data can't be loaded or do not fit the experiment */
export async function prepare(spec: ExperimentSpec): Promise<Prepared> {
  await loadData(spec);
  const data = buildDataset(spec);
  return { data, values: initialize(spec, data) };
}

/** As `prepare`, which does not draw the initial weights again while the network, the seed and the data stay. */
export function createPreparing(): typeof prepare {
  let last: (Prepared & { readonly key: string }) | undefined;
  return async (spec) => {
    await loadData(spec);
    const data = buildDataset(spec);
    const key = JSON.stringify([spec.network, spec.seed]);
    if (last?.data !== data || last.key !== key) last = { key, data, values: initialize(spec, data) };
    return last;
  };
}
