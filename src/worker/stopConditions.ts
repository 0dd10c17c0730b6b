import { runIndex, type TelemetryFrame } from '../engine/telemetry';
import type { ExperimentSpec } from '../schema/experiment';
import type { StopReason } from './protocol';

/** How much of each recorded loss enters the running mean that a plateau is judged by. */
const smoothing = 0.1;

/** Watches the recorded frames for the conditions on which a run stops by itself. */
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

  /** Other conditions for the same run. */
  change(conditions: ExperimentSpec['stop']): void {
    this.conditions = conditions;
  }

  /** Why to stop after this frame, if at all. Accuracy is the test set's where there is one. */
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
