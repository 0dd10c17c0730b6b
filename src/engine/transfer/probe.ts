import type { Dataset, Split } from '../../data/build';
import type { ExperimentSpec } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import type { Kernels } from '../kernels/kernels';
import { norm } from '../numeric/norm';
import type { Trainer } from '../trainer';

/** The largest number of samples of each domain for measuring gradients. */
const maxSamples = 256;

/** The gradients of both domains with respect to one layer's weights. */
export interface DomainGradients {
  /** ‖∂L_s/∂W‖ and ‖∂L_t/∂W‖. L is the mean cross-entropy on training samples of the domain with their true labels. */
  readonly source: number;
  readonly target: number;
  /** The cosine of the angle between the two gradients; NaN if one is 0. */
  readonly cosine: number;
}

/**
 * Measures the gradients that source and target give to a network's weights. It uses two networks of the same shape with
 * a learning rate of 0, one for the samples of each domain. The target labels serve for measuring only, not for training.
 */
export class Probe {
  private constructor(
    private readonly source: Trainer,
    private readonly target: Trainer,
    /** Number of arrays at the start of a checkpoint that the probe's networks take. */
    private readonly arrays: number,
  ) {}

  static async open(
    spec: ExperimentSpec,
    domains: { readonly source: Dataset; readonly target: Dataset },
    openKernels: () => Promise<Kernels>,
  ): Promise<Probe> {
    const still = stillSpec(spec);
    const open = async (data: Dataset) =>
      createTrainer(still, await openKernels(), { data, samples: someOf(data.train, data) });
    const [source, target] = [await open(domains.source), await open(domains.target)];
    return new Probe(source, target, (await source.checkpoint()).arrays.length);
  }

  /** @param arrays arrays of a checkpoint of a network of the same shape */
  async measure(arrays: readonly Float64Array[]): Promise<DomainGradients[]> {
    const own = arrays.slice(0, this.arrays);
    const [source, target] = [await gradientsAt(this.source, own), await gradientsAt(this.target, own)];
    return source.map((here, l) => compare(here, target[l]!));
  }

  dispose(): void {
    this.source.dispose();
    this.target.dispose();
  }
}

/** ∂L/∂W of every layer at the given parameters. The output layer is last. */
async function gradientsAt(trainer: Trainer, arrays: readonly Float64Array[]): Promise<Float64Array[]> {
  trainer.restore({ step: 0, position: 0, arrays });
  await trainer.advance();
  return (await trainer.layers())!.map(({ weightGradients }) => weightGradients);
}

function compare(source: Float64Array, target: Float64Array): DomainGradients {
  const [a, b] = [norm(source), norm(target)];
  // Each gradient is divided by its norm first. The product of two tiny gradients would underflow.
  let cosine = 0;
  for (let i = 0; i < source.length; i++) cosine += (source[i]! / a) * (target[i]! / b);
  return { source: a, target: b, cosine };
}

/** The same network without dropout, on full batches, with a learning rate of 0. */
const stillSpec = (spec: ExperimentSpec): ExperimentSpec => ({
  ...spec,
  network: { ...spec.network, dropout: 0 },
  training: {
    ...spec.training,
    optimizer: { kind: 'sgd', learningRate: 0 },
    schedule: { kind: 'constant' },
    batchSize: 'full',
    weightDecay: 0,
    clipNorm: null,
  },
  telemetry: { every: 100_000, evaluateEvery: 100_000 },
});

/** Takes evenly spaced samples, at most `maxSamples`, with their true labels. */
function someOf({ count, inputs, trueLabels }: Split, { features, outcomeNames }: Dataset) {
  const stride = Math.ceil(count / maxSamples);
  const rows = Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride);
  const classes = outcomeNames.length;
  const targets = new Float64Array(rows.length * classes);
  const some = new Float64Array(rows.length * features);
  rows.forEach((row, i) => {
    some.set(inputs.subarray(row * features, (row + 1) * features), i * features);
    targets[i * classes + trueLabels[row]!] = 1;
  });
  return { inputs: some, targets, strata: [rows.length] };
}
