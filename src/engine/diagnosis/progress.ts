import type { RunQuantity } from '../telemetry';
import { constantAnswer } from './constantAnswer';
import { type RecordedRun, stepAt } from './rule';

/** A mean over recorded steps, with its standard error. */
export interface Mean {
  readonly value: number;
  readonly error: number;
  readonly count: number;
}

/** Largest number of frames in one mean. */
const most = 300;

/** The first frame whose step is at least the given step; `at + 1` if there is none. */
export function frameFrom(run: RecordedRun, step: number): number {
  let [low, high] = [0, run.at + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (stepAt(run, middle) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mean of a whole-network quantity over frames, both ends included. */
export function meanOver({ recorded }: RecordedRun, quantity: RunQuantity, from: number, to: number): Mean {
  const stride = Math.max(1, Math.ceil((to - from + 1) / most));
  let [count, sum, squares] = [0, 0, 0];
  for (let frame = to; frame >= from; frame -= stride) {
    const value = recorded.run(frame, quantity);
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
    squares += value * value;
  }
  const value = sum / count;
  const variance = Math.max(0, squares / count - value * value);
  // A single value gives no spread, so its error is unknown.
  const error = count > 1 ? Math.sqrt(variance / (count - 1)) : Number.POSITIVE_INFINITY;
  return { value, error, count };
}

/**
 * The frames that count as now: those of the last fifth of the steps, at least the last 30 steps, and four frames if
 * the last half has that many.
 */
function recentFrom(run: RecordedRun): number {
  const now = stepAt(run, run.at);
  const from = frameFrom(run, now - Math.max(30, now / 5) + 1);
  return Math.max(0, Math.min(run.at, frameFrom(run, now / 2)), Math.min(from, run.at - 3));
}

/** The recent training loss. */
export const recentLoss = (run: RecordedRun): Mean => meanOver(run, 'loss', recentFrom(run), run.at);

/** The baseline loss: that of a constant answer or, if it is unknown, the first loss. */
export function lossToBeat(run: RecordedRun): number {
  const { loss } = constantAnswer(run.spec);
  return Number.isNaN(loss) ? run.recorded.run(0, 'loss') : loss;
}

/** Number of steps before a rule reports on the progress of a run. */
const patience = 20;

/** Whether the training loss is clearly below a share of a constant answer's loss. */
function getsBelow(run: RecordedRun, share: number): boolean {
  if (stepAt(run, run.at) < patience) return false;
  const { value, error } = recentLoss(run);
  return value + (Number.isFinite(error) ? 2 * error : 0) < share * lossToBeat(run);
}

/** Whether the loss is clearly below a constant answer's. Such a network learns, whatever its norms are. */
export const learns = (run: RecordedRun): boolean => getsBelow(run, 0.85);

/** Whether almost nothing is left to learn. */
export const solves = (run: RecordedRun): boolean => getsBelow(run, 0.1);

/** Whether a number of the newest step is not finite. The run ends there. */
export function diverged({ recorded, at }: RecordedRun): boolean {
  if (!Number.isFinite(recorded.run(at, 'loss'))) return true;
  for (let layer = 0; layer < recorded.layers; layer++) {
    for (const quantity of ['activationRms', 'signalNorm', 'weightGradNorm', 'weightNorm'] as const)
      if (!Number.isFinite(recorded.layer(at, layer, quantity))) return true;
  }
  return false;
}

/**
 * Whether the run has learned anything: its loss or accuracy is better than a constant answer's by more than chance.
 */
export function beatsConstant(run: RecordedRun): boolean {
  const from = recentFrom(run);
  const loss = meanOver(run, 'loss', from, run.at);
  const toBeat = lossToBeat(run);
  if (loss.value + Math.max(2.5 * loss.error, 0.015 * toBeat) < toBeat) return true;
  // An evaluation uses all test samples at once. It decides cases that a few recorded batches leave open.
  const tested = meanOver(run, 'testLoss', from, run.at);
  if (tested.value < 0.97 * toBeat) return true;
  const { accuracy } = constantAnswer(run.spec);
  const testedRight = meanOver(run, 'testAccuracy', from, run.at);
  if (testedRight.value > accuracy + 0.1) return true;
  const right = meanOver(run, 'accuracy', from, run.at);
  return right.value - Math.max(3 * right.error, 0.02) > accuracy;
}

/** The progress of a run, in steps. */
export const stepsDone = (run: RecordedRun): number => stepAt(run, run.at);

/** The current largest ‖ΔW‖/‖W‖ of any layer, output layer included. Layers whose weights are 0 are left out. */
export function largestUpdate({ recorded }: RecordedRun, frame: number): number {
  let largest = 0;
  for (let layer = 0; layer < recorded.layers; layer++) {
    const ratio = recorded.layer(frame, layer, 'updateRatio');
    if (Number.isFinite(ratio) && ratio > largest) largest = ratio;
  }
  return largest;
}
