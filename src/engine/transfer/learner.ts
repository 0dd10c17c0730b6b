import type { Domains } from '../../data/domains';
import type { ExperimentSpec } from '../../schema/experiment';
import type { TransferMethodSpec } from '../../schema/transfer';
import { norm } from '../numeric/norm';
import type { Divergence, Trainer } from '../trainer';
import type { Adaptation } from './methods';
import type { DomainGradients, Probe } from './probe';
import { type DomainScore, scoreDomain } from './score';

/** The measurements of one layer at one step of adaptation. */
export interface LayerPoint extends DomainGradients {
  /** ‖W − W₀‖ / ‖W₀‖. W₀ are the weights at the start of adaptation. */
  readonly change: number;
}

/** The measurements of a network at one step of adaptation. */
export interface Point {
  /** Updates done. */
  readonly step: number;
  /** The scores on the test samples of each domain. */
  readonly source: DomainScore;
  readonly target: DomainScore;
  /** The output layer is last. The list is empty if layers are not measured. */
  readonly layers: readonly LayerPoint[];
}

/** The state of a learner. */
export interface LearnerReport {
  readonly method: TransferMethodSpec;
  readonly step: number;
  readonly steps: number;
  readonly done: boolean;
  readonly divergence: Divergence | undefined;
  readonly points: readonly Point[];
}

export interface LearnerStart {
  readonly method: TransferMethodSpec;
  readonly spec: ExperimentSpec;
  readonly trainer: Trainer;
  readonly adaptation: Adaptation;
  readonly domains: Domains;
  /** Measures the layers; undefined if they are not measured. */
  readonly probe: Probe | undefined;
  /** Number of points of each curve. With 1 only the end is measured. */
  readonly points: number;
}

/** The network of one method. It learns for the target and is measured at regular steps. */
export class Learner {
  readonly steps: number;
  private readonly points: Point[] = [];
  private readonly every: number;
  private before: readonly Float64Array[] | undefined;

  constructor(private readonly start: LearnerStart) {
    this.steps = start.adaptation.steps ?? start.spec.training.steps;
    this.every =
      start.points > 1 ? Math.max(1, Math.ceil(this.steps / (start.points - 1))) : Number.POSITIVE_INFINITY;
  }

  get trainer(): Trainer {
    return this.start.trainer;
  }

  get done(): boolean {
    return this.trainer.step >= this.steps || this.trainer.divergence !== undefined;
  }

  /** One update. */
  async advance(): Promise<void> {
    const { trainer, adaptation, domains, points } = this.start;
    const { step } = trainer;
    if (points > 1 && step % this.every === 0) await this.measure();
    const { review } = adaptation;
    if (review && step % review.every === 0) review.see(await trainer.predict(domains.target.train.inputs));
    // The trainer checks for divergence only when it records, so it records every 50 steps.
    await trainer.advance(step === this.steps - 1 || step % 50 === 0);
    if (this.done) await this.measure();
  }

  report(): LearnerReport {
    const { method, trainer } = this.start;
    const { step, divergence } = trainer;
    return { method, step, steps: this.steps, done: this.done, divergence, points: [...this.points] };
  }

  dispose(): void {
    this.start.trainer.dispose();
  }

  private async measure(): Promise<void> {
    const { trainer, domains } = this.start;
    const { source, target } = domains;
    const classes = target.outcomeNames.length;
    this.points.push({
      step: trainer.step,
      source: scoreDomain(await trainer.predict(source.test.inputs), source.test, classes),
      target: scoreDomain(await trainer.predict(target.test.inputs), target.test, classes),
      layers: await this.layers(),
    });
  }

  private async layers(): Promise<LayerPoint[]> {
    const { probe, trainer } = this.start;
    if (!probe) return [];
    const weights = (await trainer.parameters()).map((layer) => Float64Array.from(layer.weights));
    this.before ??= weights;
    const pulls = await probe.measure((await trainer.checkpoint()).arrays);
    return pulls.map((pull, l) => ({ ...pull, change: relativeChange(weights[l]!, this.before![l]!) }));
  }
}

const relativeChange = (now: Float64Array, before: Float64Array): number =>
  norm(now.map((value, i) => value - before[i]!)) / norm(before);
