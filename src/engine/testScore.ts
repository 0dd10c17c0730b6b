import type { Dataset, Split } from '../data/build';
import { chunkRows } from './evaluate';
import type { Kernels, Matrix, Numbers } from './kernels/kernels';
import type { Loss } from './losses';
import { countRightAnswers, newAnswers, shareOf } from './measure';
import { type Network, Pass } from './network';
import { aucOf } from './numeric/auc';
import { numberOf } from './numeric/score';
import { whenReady } from './whenReady';

/**
 * The network's mean loss on the test samples, its share of right answers, and for two classes the area under its ROC curve.
 * Share and area are NaN for regression, if the loss is not finite, and if the outputs are constant to float32's precision.
 */
export interface Score {
  readonly loss: number;
  readonly accuracy: number;
  readonly auc: number;
}

/** Samples that go through the network together. */
interface Chunk {
  readonly start: number;
  readonly pass: Pass;
  /** `[1, 2]`: the mean loss of the chunk and the number of right answers. */
  readonly result: Matrix;
  readonly run: () => void;
}

/**
 * Evaluates a network on the test samples at recorded steps. Kernels compute everything, so only two numbers are read
 * for each chunk, and for two classes the outputs, which the AUC ranks. If there is one chunk, its samples are written only once.
 */
export class TestScore {
  private readonly chunks: readonly Chunk[];
  private written = false;
  /** The outputs `[samples, 2]` of all chunks, if there are two classes. */
  private readonly outputs: Float64Array | undefined;

  constructor(
    private readonly kernels: Kernels,
    private readonly network: Network,
    private readonly loss: Loss,
    private readonly task: Dataset['task'],
    private samples: Split,
  ) {
    const chunks: Chunk[] = [];
    for (let start = 0; start < samples.count; start += chunkRows) {
      const rows = Math.min(chunkRows, samples.count - start);
      const alike = chunks.find(({ pass }) => pass.rows === rows) ?? this.prepare(rows);
      chunks.push({ ...alike, start });
    }
    this.chunks = chunks;
    const classes = network.layers.at(-1)!.units;
    if (task === 'classification' && classes === 2) this.outputs = new Float64Array(2 * samples.count);
  }

  /** Replaces the samples by others of the same number and shape. */
  use(samples: Split): void {
    this.samples = samples;
    this.written = false;
  }

  /** Evaluates the network. The result is immediate if there is one chunk and its numbers are in host memory. */
  score(): Score | Promise<Score> {
    const [chunk, ...others] = this.chunks;
    if (others.length > 0) return this.scoreInTurn();
    if (!this.written) this.write(chunk!);
    this.written = true;
    chunk!.run();
    return whenReady(this.measured(chunk!), ([loss, right]) => this.share(loss!, right!));
  }

  private async scoreInTurn(): Promise<Score> {
    let loss = 0;
    let right = -1;
    for (const chunk of this.chunks) {
      this.write(chunk);
      chunk.run();
      const measured = await this.measured(chunk);
      const share = chunk.pass.rows / this.samples.count;
      loss += measured[0]! * share;
      // Outputs are constant if they are in every chunk.
      if (measured[1]! >= 0) right = Math.max(0, right) + measured[1]!;
    }
    return this.share(loss, right);
  }

  /** What was measured of a chunk that has run; its outputs are kept if there are two classes. */
  private measured({ start, pass, result }: Chunk): Numbers | Promise<Numbers> {
    const { kernels, outputs } = this;
    if (!outputs) return kernels.peek(result);
    return whenReady(kernels.peek(pass.outputs), (values) => {
      outputs.set(values, 2 * start);
      return kernels.peek(result);
    });
  }

  /**
   * Non-finite outputs have a non-finite loss and no predicted class, and constant ones have one by rounding only. The
   * accuracy is then NaN.
   */
  private share(loss: number, right: number): Score {
    const counted = this.task === 'classification' && Number.isFinite(loss);
    const accuracy = counted ? shareOf(right, this.samples.count) : Number.NaN;
    const ranked = this.outputs && !Number.isNaN(accuracy);
    return {
      loss,
      accuracy,
      auc: ranked ? numberOf(aucOf(this.outputs, this.samples.labels, 2)) : Number.NaN,
    };
  }

  private write({ start, pass: { rows, inputs, targets } }: Chunk): void {
    const { kernels, samples } = this;
    const part = (values: Float64Array, { cols }: Matrix) =>
      values.subarray(start * cols, (start + rows) * cols);
    kernels.write(inputs, part(samples.inputs, inputs));
    kernels.write(targets, part(samples.targets, targets));
  }

  private prepare(rows: number): Chunk {
    const { kernels, network, loss, task } = this;
    const pass = new Pass(kernels, network, rows);
    const { outputs, targets } = pass;
    const { signal } = pass.flows.at(-1)!;
    const result = kernels.matrix(1, 2);
    const prepared = loss.prepare(kernels, { outputs, targets, signal, result, slot: 0 });
    const answers = task === 'classification' ? newAnswers(kernels, rows, outputs.cols) : undefined;
    const run = kernels.compile(() => {
      pass.infer();
      prepared.run();
      if (answers) countRightAnswers(kernels, pass, answers, result, 1);
    });
    return { start: 0, pass, result, run };
  }
}
