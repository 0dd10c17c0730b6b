import { runIndex, type TelemetryFrame } from '../engine/telemetry';
import type { ExperimentSpec } from '../schema/experiment';
import type { StopReason } from './protocol';

/** The weight of each recorded loss in the running mean that detects a plateau. */
const smoothing = 0.1;

/** Checks the recorded frames for the conditions that stop a run. */
export class StopConditions {
  private running = Number.NaN;
  private best = Number.POSITIVE_INFINITY;
  private bestStep = 0;

  private conditions: ExperimentSpec['stop'];
  private readonly tested: boolean;

  constructor({ stop, data }: ExperimentSpec) {
    this.conditions = stop;
    this.tested = data.testFraction > 0;
  }

  /** Replaces the conditions of the same run. */
  change(conditions: ExperimentSpec['stop']): void {
    this.conditions = conditions;
  }

  /** The reason to stop after this frame, if any. Accuracy is that of the test set if there is one. */
  check(frame: TelemetryFrame): StopReason | undefined {
    const { loss, accuracy, plateau } = this.conditions;
    const step = frame[runIndex('step')]!;
    const present = frame[runIndex('loss')]!;
    if (loss !== null && present <= loss) return 'loss';
    const reached = frame[runIndex(this.tested ? 'testAccuracy' : 'accuracy')]!;
    if (accuracy !== null && reached >= accuracy) return 'accuracy';
    this.running = Number.isNaN(this.running)
      ? present
      : (1 - smoothing) * this.running + smoothing * present;
    if (this.running < this.best) {
      this.best = this.running;
      this.bestStep = step;
    }
    return plateau !== null && step - this.bestStep >= plateau ? 'plateau' : undefined;
  }
}
