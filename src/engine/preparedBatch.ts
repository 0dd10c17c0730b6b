import { hash32 } from '../random/random';
import type { ExperimentSpec } from '../schema/experiment';
import { AblatedPass } from './ablatedPass';
import { type Batches, gather, strataRows, sum } from './batches';
import type { Kernels, Matrix } from './kernels/kernels';
import { type Answers, type Measurement, newAnswers } from './measure';
import { type Ablation, type Network, Pass } from './network';
import type { Objective } from './objective';
import type { Updater } from './optimize';
import type { Parameter } from './parameter';
import type { LiveSettings } from './trainer';

export interface TrainingSamples {
  /** `[count, features]` */
  readonly inputs: Float64Array;
  /** `[count, outputs]` */
  readonly targets: Float64Array;
  /** Number of samples in each stratum, in file order. A batch takes the same number from each. */
  readonly strata: readonly number[];
}

/** The parts of a trainer that a batch is prepared from. */
export interface BatchParts {
  readonly network: Network;
  readonly updater: Updater;
  readonly measurement: Measurement;
  readonly objective: Objective;
  /** The objective's factors for the present step, and its own parameters. */
  readonly factors: Matrix | undefined;
  readonly own: readonly Parameter[];
  readonly classification: boolean;
  readonly dropout: boolean;
}

/** Copies the rows of a batch's samples from values `[samples, cols]` for a matrix. */
interface Feed {
  readonly matrix: Matrix;
  readonly values: (samples: TrainingSamples) => Float64Array;
  readonly gathered: Float64Array;
}

/** What depends on the batch size: the pass, and the compiled sequences of a step without and with a recording. */
export class PreparedBatch {
  readonly pass: Pass;
  /** Present if every sample has a class. */
  readonly answers: Answers | undefined;
  readonly plain: () => void;
  readonly recorded: () => void;
  readonly clipping: boolean;
  /** Number of samples from each stratum; undefined if the batch holds all samples. */
  private readonly strata: readonly number[] | undefined;
  /** Indices of the samples. */
  private readonly indices: Int32Array;
  /** The numbers that are written to the device at every step. */
  private readonly feeds: readonly Feed[];
  private readonly masks: readonly { readonly layer: number; readonly mask: Matrix }[];
  /** Compiled on first use. */
  private readonly ablated = new Map<Ablation, AblatedPass>();

  constructor(
    private readonly kernels: Kernels,
    parts: BatchParts,
    { batchSize, clipNorm }: LiveSettings,
    samples: TrainingSamples,
  ) {
    const { network, measurement, objective, factors, own } = parts;
    const strata = strataRows(batchSize, samples.strata);
    const rows = sum(strata);
    this.pass = new Pass(kernels, network, rows, {
      objective,
      result: measurement.result,
      slot: measurement.lossSlot,
      dropout: parts.dropout,
      factors,
      parameters: own,
      strata,
    });
    const { pass } = this;
    this.answers =
      parts.classification && allLabelled(samples)
        ? newAnswers(kernels, rows, this.pass.outputs.cols)
        : undefined;
    this.clipping = clipNorm !== null;
    this.plain = this.compileStep(parts, false);
    this.recorded = this.compileStep(parts, true);
    this.strata = batchSize === 'full' ? undefined : strata;
    this.indices = new Int32Array(rows);
    const feed = (matrix: Matrix, values: Feed['values']): Feed => ({
      matrix,
      values,
      gathered: new Float64Array(rows * matrix.cols),
    });
    this.feeds = [
      feed(pass.inputs, ({ inputs }) => inputs),
      feed(pass.targets, ({ targets }) => targets),
      ...Object.entries(objective.columns ?? {}).map(([name, column]) =>
        feed(pass.columns[name]!, () => column.values),
      ),
    ];
    this.masks = pass.flows.flatMap(({ mask }, layer) => (mask ? [{ layer, mask }] : []));
  }

  private compileStep({ network, updater, measurement }: BatchParts, recorded: boolean): () => void {
    const { kernels, pass, answers, clipping } = this;
    return kernels.compile(() => {
      const update = (l: number) => {
        updater.update(l, clipping);
        if (recorded) measurement.measureUpdate(updater, l);
      };
      pass.forward();
      if (recorded && answers) measurement.measureAnswers(pass, answers);
      pass.backward((l) => {
        if (recorded) measurement.measureLayer(pass, l);
        if (!clipping) update(l);
      });
      if (clipping) {
        updater.measureClip();
        for (let l = 0; l < network.layers.length; l++) update(l);
      }
      updater.update(network.layers.length, clipping);
    });
  }

  /** Writes the samples of the next batch and the dropout masks of a step to the device. */
  write(batches: Batches, samples: TrainingSamples, spec: ExperimentSpec, step: number): void {
    const { kernels, strata, indices, feeds, masks } = this;
    batches.next(strata, indices);
    for (const { matrix, values, gathered } of feeds) {
      gather(values(samples), matrix.cols, indices, gathered);
      kernels.write(matrix, gathered);
    }
    for (const { layer, mask } of masks) kernels.write(mask, dropoutMask(spec, step, layer, mask));
  }

  /** ‖δ‖ of every layer with one cause held constant, output layer last. */
  signalsWithAblation(ablation: Ablation, seed: number): Promise<Float64Array> {
    const { kernels, pass } = this;
    const ablated = this.ablated.get(ablation) ?? new AblatedPass(kernels, pass, ablation, seed);
    this.ablated.set(ablation, ablated);
    return ablated.signals();
  }

  dispose(): void {
    this.pass.dispose();
    for (const ablated of this.ablated.values()) ablated.dispose();
    for (const matrix of Object.values(this.answers ?? {})) this.kernels.free(matrix);
  }
}

/** A dropout mask from a hash of (seed, step, layer, unit). It is the same on every backend. */
function dropoutMask(
  { seed, network: { dropout } }: ExperimentSpec,
  step: number,
  layer: number,
  { rows, cols }: Matrix,
): Float64Array {
  const key = hash32(seed, step, layer);
  const keep = 1 / (1 - dropout);
  return Float64Array.from({ length: rows * cols }, (_, i) =>
    hash32(key, i) / 0x100000000 < dropout ? 0 : keep,
  );
}

/** Whether every sample has a target. Without all targets, the accuracy is undefined. */
function allLabelled({ targets, strata }: TrainingSamples): boolean {
  const cols = targets.length / sum(strata);
  for (let row = 0; row < targets.length; row += cols) {
    if (targets.subarray(row, row + cols).every((target) => target === 0)) return false;
  }
  return true;
}
