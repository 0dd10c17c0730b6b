import { Problem, say } from '../base/problem';
import type { Dataset } from '../data/build';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { chunkRows } from './evaluate';
import { type Optimizer, optimizers } from './optimizers';

/** Sizes of a network that memory depends on. */
export interface NetworkSize {
  /** Units of every layer, inputs and outputs included. */
  readonly widths: readonly number[];
  /** Samples of one update. */
  readonly batch: number;
  /** Samples that the network is evaluated on. */
  readonly evaluated: number;
  /** Arrays of the optimizer's state for each parameter. */
  readonly states: number;
  readonly normalized: boolean;
}

/** The most that an engine's matrices may take: WebAssembly has addresses of 32 bits, and its memory grows by doubling. */
const mostMatrices = 2 * 2 ** 30;
/** The most that a tab may take altogether. */
const mostAltogether = 4 * 2 ** 30;

/** Matrices `[batch, units]` that a layer keeps in a step, measured in the engine's heap; with a normalization. */
const [kept, keptNormalized] = [3, 7];
/** The same for an evaluation, which shares less. */
const keptEvaluated = 7.5;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The bytes that training needs: for the engine's matrices (float32), and for copies of the parameters (float64). */
export function requiredMemory({ widths, batch, evaluated, states, normalized }: NetworkSize): {
  readonly matrices: number;
  readonly copies: number;
} {
  const parameters = sum(widths.slice(1).map((units, l) => units * (widths[l]! + (normalized ? 5 : 1))));
  const units = sum(widths.slice(1));
  const layers = units * batch * (normalized ? keptNormalized : kept);
  // A test pass and an evaluation, each with a whole chunk and a last one.
  const evaluations = units * 2 * Math.min(evaluated, 2 * chunkRows) * keptEvaluated;
  // The initial values, and checkpoints: the first, the newest, and the one on its way.
  const copies = 8 * parameters * (1 + 3 * (1 + states));
  return { matrices: 4 * (parameters * (2 + states) + layers + evaluations), copies };
}

/** The sizes of a spec's network on its data. */
export function networkSize({ network, training }: ExperimentSpec, data: Dataset): NetworkSize {
  const { batchSize, optimizer } = training;
  const samples = data.train.count;
  return {
    widths: [data.features, ...hiddenLayers(network).map(({ units }) => units), data.outcomeNames.length],
    batch: batchSize === 'full' ? samples : Math.min(batchSize, samples),
    evaluated: data.test.count,
    states: (optimizers[optimizer.kind] as Optimizer).stateCount(optimizer),
    normalized: network.normalization !== 'none',
  };
}

const fits = (size: NetworkSize): boolean => {
  const { matrices, copies } = requiredMemory(size);
  return matrices <= mostMatrices && matrices + copies <= mostAltogether;
};

/** The largest whole number up to `most` that passes; 0 if none does. What passes goes on passing below. */
function largest(most: number, passes: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Checks that a network can be trained in the memory of a tab, before any of it is asked for.
 * @throws Problem with the memory that it needs and the sizes that would fit
 */
export function checkMemory(size: NetworkSize): void {
  if (fits(size)) return;
  const { matrices, copies } = requiredMemory(size);
  const [first, ...others] = size.widths;
  const hidden = others.slice(0, -1);
  const outputs = others.at(-1)!;
  const narrow = largest(Math.max(...hidden) - 1, (units) =>
    fits({ ...size, widths: [first!, ...hidden.map((own) => Math.min(own, units)), outputs] }),
  );
  const shallow = largest(hidden.length - 1, (depth) =>
    fits({ ...size, widths: [first!, ...hidden.slice(0, depth), outputs] }),
  );
  const small = largest(size.batch - 1, (batch) => fits({ ...size, batch }));
  const ways = [
    ...(narrow > 0 ? [say(`layers of at most ${narrow} units`, `每层至多 ${narrow} 个神经元`)] : []),
    ...(shallow > 0 ? [say(`at most ${shallow} hidden layers`, `至多 ${shallow} 个隐藏层`)] : []),
    ...(small > 0 ? [say(`batches of at most ${small} samples`, `批量大小至多 ${small}`)] : []),
  ];
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GB`;
  const needed = gigabytes(matrices + copies);
  throw new Problem('tooLarge', {
    field: 'network',
    found: say(`a network that needs about ${needed} of memory`, `约需 ${needed} 内存的网络`),
    allowed: say(
      [gigabytes(mostAltogether), ...ways.map(({ en }) => en)].join(', or '),
      [gigabytes(mostAltogether), ...ways.map((way) => way['zh-CN'])].join('，或'),
    ),
  });
}
