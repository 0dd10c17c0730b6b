import type { Dataset, Split } from '../../data/build';
import type { ExperimentSpec } from '../../schema/experiment';
import { createTrainer } from '../createTrainer';
import type { Kernels } from '../kernels/kernels';
import { norm } from '../numeric/norm';
import type { Trainer } from '../trainer';

/** Samples of each domain that gradients are measured on, at most. */
const maxSamples = 256;

/** What the two domains ask of one layer's weights. */
export interface DomainGradients {
  /** ‖∂L_s/∂W‖ and ‖∂L_t/∂W‖: L the mean cross-entropy on training samples of the domain, with their true labels. */
  readonly source: number;
  readonly target: number;
  /** Cosine of the angle between the two; NaN where one is 0. */
  readonly cosine: number;
}

/**
 * Measures what source and target would ask of a network's weights: two networks of the same shape that never learn, each
 * bound to samples of one domain. Target labels are used here to measure, not to teach.
 */
export class Probe {
  private constructor(
    private readonly source: Trainer,
    private readonly target: Trainer,
    /** Arrays of a checkpoint that belong to the network itself. */
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

  /** @param arrays a checkpoint of a network of the same shape. */
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

/** ∂L/∂W of every layer, output layer last, at some parameters. */
async function gradientsAt(trainer: Trainer, arrays: readonly Float64Array[]): Promise<Float64Array[]> {
  trainer.restore({ step: 0, position: 0, arrays });
  await trainer.advance();
  return (await trainer.layers())!.map(({ weightGradients }) => weightGradients);
}

function compare(source: Float64Array, target: Float64Array): DomainGradients {
  const [a, b] = [norm(source), norm(target)];
  // Each divided by its norm first: of a gradient that has vanished, a product would underflow.
  let cosine = 0;
  for (let i = 0; i < source.length; i++) cosine += (source[i]! / a) * (target[i]! / b);
  return { source: a, target: b, cosine };
}

/** The same network, without chance, at a learning rate of 0. */
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

/** Every so many-th sample, so that there are at most as many as wanted, with true labels. */
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
