import type { Domains } from '../../data/domains';
import type { ExperimentSpec } from '../../schema/experiment';
import type { TransferMethodSpec } from '../../schema/transfer';
import { norm } from '../numeric/norm';
import type { Divergence, Trainer } from '../trainer';
import type { Adaptation } from './methods';
import type { DomainGradients, Probe } from './probe';
import { type DomainScore, scoreDomain } from './score';

/** A layer at a moment of adaptation. */
export interface LayerPoint extends DomainGradients {
  /** ‖W − W₀‖ / ‖W₀‖, W₀ the weights that adaptation began with. */
  readonly change: number;
}

/** A network at a moment of its adaptation. */
export interface Point {
  /** Updates done. */
  readonly step: number;
  /** On the test samples of each domain. */
  readonly source: DomainScore;
  readonly target: DomainScore;
  /** Output layer last; none where layers are not measured. */
  readonly layers: readonly LayerPoint[];
}

/** How a learner stands. */
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
  /** Measures layers, where that is wanted. */
  readonly probe: Probe | undefined;
  /** Points of its curves; with 1 only the end is measured. */
  readonly points: number;
}

/** One method's network as it learns for the target, measured now and then. */
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
    // Recorded now and then, for that is when a trainer notices that it has diverged.
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
