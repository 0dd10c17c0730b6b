import { Problem, say } from '../base/problem';
import { buildDataset, type Dataset, loadData } from '../data/build';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { Backup } from './backup';
import { Batches, batchRows, sum } from './batches';
import { divergenceOf, firstNotFinite } from './divergence';
import { evaluateSplit, Predictor } from './evaluate';
import { initialize, type LayerValues } from './initialize';
import { isOnProcessor, type Kernels, type Matrix, type Numbers } from './kernels/kernels';
import { losses } from './losses';
import { Measurement } from './measure';
import { checkMemory, networkSize } from './memory';
import { type Ablation, layerParameters, Network } from './network';
import { lossObjective, type Objective } from './objective';
import { Updater } from './optimize';
import type { Parameter } from './parameter';
import { PreparedBatch, type TrainingSamples } from './preparedBatch';
import { numbersOf, readDrawnLayers, readGradients, readLayers, readParameters } from './readNetwork';
import { type Schedule, schedules } from './schedules';
import { layersEnd, runPlaces, type TelemetryFrame } from './telemetry';
import { type Score, TestScore } from './testScore';
import type {
  Checkpoint,
  Divergence,
  DrawnLayer,
  Evaluation,
  LayerNumbers,
  LiveSettings,
  Trainer,
} from './trainer';
import { whenReady } from './whenReady';

/** Replaces parts of the default training setup. The defaults are the spec's own loss and data. */
export interface TrainingSetup {
  /** The data that the network is evaluated on. Default: the spec's own. */
  readonly data?: Dataset;
  /** The objective that training minimizes. Default: the spec's loss. */
  readonly objective?: Objective;
  /**
   * The samples that batches are drawn from. Default: the data's training samples. The target of an unlabelled sample
   * is all zeros.
   */
  readonly samples?: TrainingSamples;
  /** The starting parameters of the layers. By default, the spec's initializer draws them. */
  readonly weights?: readonly LayerValues[];
  /** The factor on each layer's learning rate at a step, output layer last. A layer with factor 0 does not change. */
  readonly rates?: (step: number) => readonly number[];
}

/**
 * Builds the network of a spec, ready for its first update.
 * @throws Problem if the data or the inline weights do not fit the spec, or the network does not fit a tab's memory
 */
export async function createTrainer(
  spec: ExperimentSpec,
  kernels: Kernels,
  setup: TrainingSetup = {},
): Promise<Trainer> {
  await loadData(spec);
  const data = setup.data ?? buildDataset(spec);
  checkMemory(networkSize(spec, data));
  return new NetworkTrainer(spec, kernels, data, setup);
}

class NetworkTrainer implements Trainer {
  step = 0;
  divergence: Divergence | undefined;
  private settings: LiveSettings;
  private readonly objective: Objective;
  private samples: TrainingSamples;
  /** The objective's own parameters, and its factors for the present step. */
  private readonly own: readonly Parameter[];
  private readonly factors: Matrix | undefined;
  /** The factor on each layer's learning rate, `[1, 1]`; empty if the setup gives none. */
  private readonly rates: readonly Matrix[];
  private readonly network: Network;
  private readonly predictor: Predictor;
  private readonly updater: Updater;
  private readonly measurement: Measurement;
  /** Created on first use. */
  private testScore: TestScore | undefined;
  private batches: Batches;
  private batch: PreparedBatch;
  /** The starting values of the last restart. The next one uses their memory. */
  private restarted: readonly LayerValues[] | undefined;
  /** Whether the matrices of the present batch hold the results of a pass. */
  private passed = false;
  /** The last recorded step whose numbers, including its update, were finite; −1 if there is none. */
  private sound = -1;
  /** The state from which the search for the first non-finite number starts. */
  private readonly backup: Backup;

  constructor(
    public spec: ExperimentSpec,
    private readonly kernels: Kernels,
    private data: Dataset,
    private readonly setup: TrainingSetup,
  ) {
    const { optimizer } = spec.training;
    this.settings = settingsOf(spec);
    this.objective = setup.objective ?? lossObjective(losses[spec.training.loss]);
    this.samples = setup.samples ?? ownSamples(data);
    this.network = new Network(
      kernels,
      spec,
      setup.weights ?? initialize(spec, data),
      this.objective.injects,
    );
    this.own = (this.objective.parameters ?? []).map(({ rows, cols, values }) => ({
      value: kernels.matrix(rows, cols, values),
      gradient: kernels.matrix(rows, cols),
      gradientScale: kernels.matrix(1, 1, [1]),
    }));
    const factors = this.objective.factors?.(0);
    this.factors = factors && kernels.matrix(1, factors.length, factors);
    this.predictor = new Predictor(kernels, this.network);
    this.rates = (setup.rates?.(0) ?? []).map((rate) => kernels.matrix(1, 1, [rate]));
    const parameters = [...this.network.layers.map(layerParameters), this.own];
    this.updater = new Updater(kernels, optimizer, parameters, this.rates);
    this.measurement = new Measurement(kernels, this.network.layers.length);
    this.batches = new Batches(spec.seed, this.samples.strata);
    this.batch = this.prepareBatch();
    this.backup = new Backup(kernels, this.kept());
  }

  get backend() {
    return this.kernels.backend;
  }

  get stepsPerEpoch(): number {
    const count = sum(this.samples.strata);
    return Math.ceil(count / batchRows(this.settings.batchSize, count));
  }

  advance(record = false): TelemetryFrame | undefined | Promise<TelemetryFrame | undefined> {
    if (this.divergence) return undefined;
    const { step, spec, data } = this;
    const recording = record || step % spec.telemetry.every === 0;
    if (!recording) return this.advancePlain();
    if (data.test.count > 0 && step % spec.telemetry.evaluateEvery === 0) return this.advanceEvaluated();
    return this.advanceRecorded();
  }

  /** A recorded step. Before it, the network is evaluated on the test samples. */
  private advanceEvaluated(): TelemetryFrame | Promise<TelemetryFrame> {
    const { kernels, network, spec, data, step } = this;
    this.testScore ??= new TestScore(kernels, network, losses[spec.training.loss], data.task, data.test);
    return whenReady(this.testScore.score(), (score) =>
      whenReady(this.advanceRecorded(), (frame) =>
        frame[runPlaces.step] === step ? evaluated(frame, score) : frame,
      ),
    );
  }

  /** A step without a recording. If its loss is not finite, the step where that began is searched and recorded. */
  private advancePlain(): undefined | Promise<TelemetryFrame | undefined> {
    const { kernels, measurement } = this;
    this.keepBackup();
    this.takeStep(this.batch.plain);
    if (!isOnProcessor(kernels.backend)) return undefined;
    const measured = kernels.peek(measurement.result) as Numbers;
    const loss = measured[measurement.lossSlot]!;
    return Number.isFinite(loss) ? undefined : this.findDivergence(loss);
  }

  private advanceRecorded(): TelemetryFrame | Promise<TelemetryFrame> {
    const { step } = this;
    this.takeStep(this.batch.recorded);
    return whenReady(this.kernels.peek(this.measurement.result), (measured) => {
      const frame = this.frame(step, measured);
      if (this.measurement.finite) {
        this.sound = step;
        return frame;
      }
      return this.findDivergence(frame[runPlaces.loss]!, frame);
    });
  }

  /** Saves the state from which a search would start: at the first step, after an outside change, and at intervals. */
  private keepBackup(): void {
    const { backup, step, batches } = this;
    const spacing = isOnProcessor(this.kernels.backend) ? 32 : 512;
    const { step: last } = backup;
    if (last !== undefined && (this.sound !== step - 1 || step - last < spacing)) return;
    backup.keep({ step, position: batches.position });
  }

  /**
   * Finds the step at which the numbers stopped being finite, after a non-finite number appeared. It repeats the
   * unrecorded steps since the backup and checks each one.
   * @returns the frame of the step at which it began
   */
  private async findDivergence(loss: number, seen?: TelemetryFrame): Promise<TelemetryFrame> {
    const { kernels, measurement, backup } = this;
    const last = this.step - 1;
    const layers = this.network.layers.length;
    const found = await firstNotFinite(kernels, this.batch.pass, loss);
    const here = found ? { step: last, ...found } : seen && divergenceOf(seen, layers);
    if (seen && (this.sound === last - 1 || backup.step === undefined)) {
      this.divergence = here;
      return seen;
    }
    const moment = await backup.restore();
    if (moment) {
      this.step = moment.step;
      this.batches.position = moment.position;
    }
    let frame = seen;
    while (this.step <= last) {
      const { step } = this;
      this.takeStep(this.batch.recorded);
      frame = this.frame(step, await kernels.peek(measurement.result));
      if (measurement.finite) continue;
      const origin = await firstNotFinite(kernels, this.batch.pass, frame[runPlaces.loss]!);
      this.divergence = origin ? { step, ...origin } : divergenceOf(frame, layers);
      if (this.divergence) return frame;
    }
    // The objective may have changed since, so the repeated steps may differ from the original ones.
    this.divergence = here;
    frame![runPlaces.loss] = loss;
    return frame!;
  }

  private takeStep(run: () => void): void {
    const { kernels, step } = this;
    this.batch.write(this.batches, this.samples, this.spec, step);
    if (this.factors) kernels.write(this.factors, this.objective.factors!(step));
    if (this.rates.length > 0) this.writeRates();
    this.updater.prepare(this.scheduledRate(), this.settings, step + 1);
    run();
    this.passed = true;
    this.step = step + 1;
  }

  private frame(step: number, measured: Numbers): TelemetryFrame {
    const { pass, answers } = this.batch;
    return this.measurement.frame(step, pass, measured, answers !== undefined);
  }

  async measure(present?: Checkpoint): Promise<TelemetryFrame> {
    const { divergence } = this;
    const before = present ?? (await this.checkpoint());
    this.divergence = undefined;
    const frame = (await this.advance(true))!.slice();
    this.restore(before);
    this.divergence = divergence;
    return frame;
  }

  upcoming(): Int32Array {
    return this.batches.upcoming(this.settings.batchSize);
  }

  change(settings: LiveSettings): void {
    const before = this.settings;
    this.settings = settings;
    this.forgetBackup();
    const resized = settings.batchSize !== before.batchSize;
    if (resized || (settings.clipNorm !== null) !== this.batch.clipping) {
      this.batch.dispose();
      this.batch = this.prepareBatch();
      this.passed = false;
    }
  }

  evaluate(on: 'train' | 'test'): Promise<Evaluation> {
    return evaluateSplit(this.predictor, losses[this.spec.training.loss], this.data, on);
  }

  predict(inputs: ArrayLike<number>, layer?: number): Promise<Float64Array> {
    return this.predictor.predict(inputs, layer);
  }

  predictLayers(inputs: ArrayLike<number>, layers: readonly number[]): Promise<Float64Array[]> {
    return this.predictor.predictLayers(inputs, layers);
  }

  parameters(): Promise<LayerValues[]> {
    return readParameters(this.kernels, this.network.layers);
  }

  gradients(): Promise<Float64Array[]> {
    return readGradients(this.kernels, this.batch.pass.flows, this.own);
  }

  async signalsWithAblation(ablation: Ablation): Promise<Float64Array | undefined> {
    if (!this.passed) return undefined;
    return this.batch.signalsWithAblation(ablation, this.spec.seed);
  }

  async layers(): Promise<LayerNumbers[] | undefined> {
    return this.passed ? readLayers(this.kernels, this.batch.pass.flows) : undefined;
  }

  async drawnLayers(sample: number, most: number): Promise<DrawnLayer[] | undefined> {
    return this.passed ? readDrawnLayers(this.kernels, this.batch.pass.flows, sample, most) : undefined;
  }

  async inputs(): Promise<ArrayLike<number> | undefined> {
    return this.passed ? this.kernels.read(this.batch.pass.inputs) : undefined;
  }

  async become(spec: ExperimentSpec): Promise<boolean> {
    const { batchSize, clipNorm } = spec.training;
    if (Object.keys(this.setup).length > 0) return false;
    // What changed during training may have another batch and code than the spec.
    if (batchSize !== this.settings.batchSize || (clipNorm !== null) !== this.batch.clipping) return false;
    if (computation(spec) !== computation(this.spec)) return false;
    await loadData(spec);
    const data = buildDataset(spec);
    const { train, features, outcomeNames } = this.data;
    const alike =
      data.features === features &&
      data.outcomeNames.length === outcomeNames.length &&
      data.task === this.data.task &&
      data.train.count === train.count &&
      data.test.count === this.data.test.count;
    if (!alike) return false;
    const weights = initialize(spec, data, { into: this.restarted });
    this.restarted = weights;
    this.spec = spec;
    this.data = data;
    this.settings = settingsOf(spec);
    this.network.restart(weights);
    this.updater.restart();
    this.samples = ownSamples(data);
    this.testScore?.use(data.test);
    this.batches = new Batches(spec.seed, this.samples.strata);
    this.step = 0;
    this.divergence = undefined;
    this.passed = false;
    this.forgetBackup();
    return true;
  }

  async checkpoint(): Promise<Checkpoint> {
    const kept = this.kept();
    // One buffer: to free and to send hundreds of them takes longer than to fill them.
    const all = new Float64Array(sum(kept.map(({ rows, cols }) => rows * cols)));
    const arrays: Float64Array[] = [];
    let end = 0;
    for (const matrix of kept) {
      const start = end;
      end += matrix.rows * matrix.cols;
      const array = all.subarray(start, end);
      await whenReady(numbersOf(this.kernels, matrix), (values) => array.set(values));
      arrays.push(array);
    }
    return { step: this.step, position: this.batches.position, arrays };
  }

  restore({ step, position, arrays }: Checkpoint): void {
    const kept = this.kept();
    const fits =
      arrays.length === kept.length && kept.every(({ rows, cols }, i) => arrays[i]!.length === rows * cols);
    if (!fits) throw otherNetwork(arrays, kept);
    for (const [i, matrix] of kept.entries()) this.kernels.write(matrix, arrays[i]!);
    this.step = step;
    this.batches.position = position;
    this.divergence = undefined;
    this.forgetBackup();
  }

  dispose(): void {
    this.kernels.dispose();
  }

  private forgetBackup(): void {
    this.backup.forget();
    this.sound = -1;
  }

  /** Everything that later steps depend on: parameters, running statistics and optimizer state. */
  private kept(): readonly Matrix[] {
    return [
      ...this.network.parameters.map(({ value }) => value),
      ...this.network.statistics,
      ...this.updater.updated.flat().flatMap(({ state }) => state),
      ...this.own.map(({ value }) => value),
    ];
  }

  private scheduledRate(): number {
    const { schedule } = this.spec.training;
    const kind: Schedule = schedules[schedule.kind];
    return this.settings.learningRate * kind.factor(schedule, this.step, this.settings.steps);
  }

  private prepareBatch(): PreparedBatch {
    const { kernels, network, updater, measurement, spec, data, objective, factors, own, samples } = this;
    const classification = data.task === 'classification';
    const dropout = spec.network.dropout > 0;
    const parts = { network, updater, measurement, objective, factors, own, classification, dropout };
    return new PreparedBatch(kernels, parts, this.settings, samples);
  }

  private writeRates(): void {
    const rates = this.setup.rates!(this.step);
    for (const [l, matrix] of this.rates.entries()) this.kernels.write(matrix, [rates[l]!]);
  }
}

/** A stored state that belongs to a network of other shapes. */
function otherNetwork(arrays: Checkpoint['arrays'], kept: readonly Matrix[]): Problem {
  const count = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  const found = [arrays.length, count(arrays.map(({ length }) => length))];
  const allowed = [kept.length, count(kept.map(({ rows, cols }) => rows * cols))];
  return new Problem('mismatch', {
    field: 'checkpoint',
    found: say(`${found[0]} arrays of ${found[1]} numbers`, `${found[0]} 个数组，共 ${found[1]} 个数`),
    allowed: say(
      `${allowed[0]} arrays of ${allowed[1]} numbers, as the network has`,
      `${allowed[0]} 个数组，共 ${allowed[1]} 个数，与网络一致`,
    ),
  });
}

/** Writes the results of an evaluation on the test samples into the frame of its step. */
function evaluated(frame: TelemetryFrame, { loss, accuracy, auc }: Score): TelemetryFrame {
  frame[runPlaces.evaluated] = 1;
  frame[runPlaces.testLoss] = loss;
  frame[runPlaces.testAccuracy] = accuracy;
  frame[layersEnd(frame)] = auc;
  return frame;
}

const ownSamples = ({ train }: Dataset): TrainingSamples => ({
  inputs: train.inputs,
  targets: train.targets,
  strata: [train.count],
});

const settingsOf = ({ training }: ExperimentSpec): LiveSettings => {
  const { optimizer, weightDecay, clipNorm, batchSize, steps } = training;
  return { learningRate: optimizer.learningRate, weightDecay, clipNorm, batchSize, steps };
};

/** A key of the computation. Experiments with equal keys differ only in their numbers. */
function computation({ network, training }: ExperimentSpec): string {
  const { normalization, residual, dropout } = network;
  const { loss, optimizer, batchSize, clipNorm } = training;
  const hidden = hiddenLayers(network);
  return JSON.stringify({
    hidden,
    normalization,
    residual,
    dropout: dropout > 0,
    loss,
    optimizer: { ...optimizer, learningRate: 0 },
    batchSize,
    clipping: clipNorm !== null,
  });
}
