import type { Dataset, Split } from '../data/build';
import { chunkRows } from './evaluate';
import type { Kernels, Matrix, Numbers } from './kernels/kernels';
import type { Loss } from './losses';
import { countRightAnswers, newAnswers } from './measure';
import { type Network, Pass } from './network';
import { whenReady } from './whenReady';

/** How a network does on the test samples: the mean loss, and the share of right answers; NaN for regression, or where the loss is not finite. */
export interface Score {
  readonly loss: number;
  readonly accuracy: number;
}

/** Samples that go through the network at once. */
interface Chunk {
  readonly start: number;
  readonly pass: Pass;
  /** `[1, 2]`: the mean loss of the chunk, and how many answers are right. */
  readonly result: Matrix;
  readonly run: () => void;
}

/**
 * Tries a network on the test samples, as recorded steps do again and again: all by kernels, so that two numbers are read
 * and, where the samples go through at once, none is written.
 */
export class TestScore {
  private readonly chunks: readonly Chunk[];
  private written = false;

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
  }

  /** Goes on with other samples, as many of the same kind. */
  use(samples: Split): void {
    this.samples = samples;
    this.written = false;
  }

  /** At once where the numbers are at hand. */
  score(): Score | Promise<Score> {
    const [chunk, ...others] = this.chunks;
    if (others.length > 0) return this.scoreInTurn();
    if (!this.written) this.write(chunk!);
    this.written = true;
    chunk!.run();
    return whenReady(this.kernels.look(chunk!.result), ([loss, right]) => this.share(loss!, right!));
  }

  private async scoreInTurn(): Promise<Score> {
    let loss = 0;
    let right = 0;
    for (const chunk of this.chunks) {
      this.write(chunk);
      chunk.run();
      const measured: Numbers = await this.kernels.look(chunk.result);
      const share = chunk.pass.rows / this.samples.count;
      loss += measured[0]! * share;
      right += measured[1]!;
    }
    return this.share(loss, right);
  }

  /** Outputs that are not finite make a loss that is none, and name no class. */
  private share(loss: number, right: number): Score {
    const counted = this.task === 'classification' && Number.isFinite(loss);
    return { loss, accuracy: counted ? right / this.samples.count : Number.NaN };
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
    const answers = task === 'classification' ? newAnswers(kernels, rows) : undefined;
    const run = kernels.compile(() => {
      pass.infer();
      prepared.run();
      if (answers) countRightAnswers(kernels, pass, answers, result, 1);
    });
    return { start: 0, pass, result, run };
  }
}
