import type { Dataset } from '../../data/build';
import type { StudentSpec } from '../../schema/distillation';
import type { ExperimentSpec } from '../../schema/experiment';
import { gather } from '../batches';
import type { TrainingSetup } from '../createTrainer';
import { argmax } from '../numeric/argmax';
import { numberOf } from '../numeric/score';
import { softmax } from '../numeric/softmax';
import { type RunSummary, summarize, summaryEvery } from '../summary';
import { runIndex, type TelemetryFrame } from '../telemetry';
import type { Trainer } from '../trainer';
import { type LogitMetricName, type LogitMetrics, logitMetricNames, logitMetrics } from './logitMetrics';
import { parameterCount } from './networks';
import type { TransferSet } from './transferSet';

/** Largest number of points in a student's curves, and of test samples in all these evaluations together. */
const measured = { points: 200, samples: 400_000 } as const;

/** A student's metrics on the test samples, over its steps. */
export type MetricCurves = Readonly<Record<LogitMetricName, Float64Array>> & { readonly steps: Float64Array };

/** The current state of a student. */
export interface StudentReport {
  readonly student: StudentSpec;
  readonly step: number;
  readonly done: boolean;
  readonly parameters: number;
  readonly curves: MetricCurves;
  /** The newest metrics; undefined before the first. */
  readonly metrics: LogitMetrics | undefined;
  /** Undefined before the first step. */
  readonly summary: RunSummary | undefined;
  /**
   * The share of its wrongly labelled training samples that it answers with the wrong label. NaN if no label is wrong,
   * or before the end.
   */
  readonly memorized: number;
}

interface Start {
  readonly student: StudentSpec;
  readonly spec: ExperimentSpec;
  readonly trainer: Trainer;
  readonly setup: TrainingSetup;
  /** The peer that learns with it and from it. */
  readonly peer: { readonly trainer: Trainer; readonly setup: TrainingSetup } | undefined;
  /** `[test samples, classes]` */
  readonly teacherLogits: Float64Array;
  readonly data: Dataset;
  readonly set: TransferSet;
}

/** A student in a race, evaluated at intervals on the test samples. */
export class Student {
  private readonly frames: TelemetryFrame[] = [];
  private readonly points: { readonly step: number; readonly metrics: LogitMetrics }[] = [];
  private readonly every: number;
  private memorized = Number.NaN;

  constructor(
    private readonly start: Start,
    readonly parameters: number,
  ) {
    const { spec, data } = start;
    const { steps } = spec.training;
    const most = Math.max(10, Math.min(measured.points, Math.floor(measured.samples / data.test.count)));
    this.every = Math.max(summaryEvery(spec, steps), Math.ceil(steps / most));
  }

  get trainer(): Trainer {
    return this.start.trainer;
  }

  get spec(): StudentSpec {
    return this.start.student;
  }

  get done(): boolean {
    const { trainer, spec } = this.start;
    return trainer.step >= spec.training.steps || trainer.divergence !== undefined;
  }

  /** One update. A peer is updated too. */
  async advance(): Promise<void> {
    const { trainer, peer, spec } = this.start;
    const { step } = trainer;
    const due = step % this.every === 0;
    if (due) await this.measure();
    if (peer) await this.trainOnPeer(peer.trainer, trainer, this.start.setup);
    const last = step === spec.training.steps - 1;
    const frame = await trainer.advance(due || last);
    if (frame && (due || last || trainer.divergence)) this.frames.push(this.tested(frame.slice()));
    if (peer) {
      await this.trainOnPeer(trainer, peer.trainer, peer.setup);
      await peer.trainer.advance();
    }
    if (!this.done) return;
    await this.measure();
    this.memorized = await this.memorizedShare();
  }

  /** Its logits on the test samples `[test samples, classes]`. */
  testLogits(): Promise<Float64Array> {
    return this.start.trainer.predict(this.start.data.test.inputs);
  }

  report(): StudentReport {
    const { student, spec, trainer } = this.start;
    const curve = (of: (point: (typeof this.points)[number]) => number) => Float64Array.from(this.points, of);
    const curves = Object.fromEntries(
      logitMetricNames.map((name) => [name, curve(({ metrics }) => numberOf(metrics[name]))]),
    );
    const end = { train: undefined, test: undefined, divergence: trainer.divergence };
    return {
      student,
      step: trainer.step,
      done: this.done,
      parameters: this.parameters,
      curves: { ...(curves as Record<LogitMetricName, Float64Array>), steps: curve(({ step }) => step) },
      metrics: this.points.at(-1)?.metrics,
      summary: this.frames.length > 0 ? summarize(spec, this.frames, end) : undefined,
      memorized: this.memorized,
    };
  }

  dispose(): void {
    this.start.trainer.dispose();
    this.start.peer?.trainer.dispose();
  }

  private async measure(): Promise<void> {
    const { data, teacherLogits, trainer } = this.start;
    const logits = await this.testLogits();
    const metrics = logitMetrics(logits, data.test.labels, data.outcomeNames.length, teacherLogits);
    this.points.push({ step: trainer.step, metrics });
  }

  /** The frame with the measurements of its step. */
  private tested(frame: TelemetryFrame): TelemetryFrame {
    const point = this.points.at(-1);
    if (!point || point.step !== frame[runIndex('step')]) return frame;
    frame[runIndex('evaluated')] = 1;
    frame[runIndex('testLoss')] = numberOf(point.metrics.loss);
    frame[runIndex('testAccuracy')] = numberOf(point.metrics.accuracy);
    return frame;
  }

  /**
   * Writes one peer's probabilities for the other's next batch into the other's column (Zhang et al. 2018, algorithm
   * 1).
   */
  private async trainOnPeer(
    speaker: Trainer,
    listener: Trainer,
    { samples, objective }: TrainingSetup,
  ): Promise<void> {
    const { features, outcomeNames } = this.start.data;
    const classes = outcomeNames.length;
    const rows = listener.upcoming();
    const inputs = new Float64Array(rows.length * features);
    gather(samples!.inputs, features, rows, inputs);
    const probabilities = softmax(await speaker.predict(inputs), classes, 1);
    const { values } = objective!.columns!.soft!;
    rows.forEach((row, i) => {
      values.set(probabilities.subarray(i * classes, (i + 1) * classes), row * classes);
    });
  }

  private async memorizedShare(): Promise<number> {
    const { set, data, trainer } = this.start;
    const classes = data.outcomeNames.length;
    if (set.labels.every((label, row) => label === set.trueLabels[row])) return Number.NaN;
    const logits = await trainer.predict(set.inputs.subarray(0, set.labelled * data.features));
    let [wrong, kept] = [0, 0];
    set.labels.forEach((label, row) => {
      if (label === set.trueLabels[row]) return;
      wrong++;
      if (argmax(logits, row, classes) === label) kept++;
    });
    return kept / wrong;
  }
}

export async function startStudent(start: Start): Promise<Student> {
  return new Student(start, await parameterCount(start.trainer));
}
