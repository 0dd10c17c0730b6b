import type { RunQuantity } from '../telemetry';
import { constantAnswer } from './constantAnswer';
import { type RecordedRun, stepAt } from './rule';

/** A mean over recorded steps, with its standard error. */
export interface Mean {
  readonly value: number;
  readonly error: number;
  readonly count: number;
}

/** Frames looked at most for one mean. */
const most = 300;

/** The first frame whose step is at least that; `at + 1` where there is none. */
export function frameFrom(run: RecordedRun, step: number): number {
  let [low, high] = [0, run.at + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (stepAt(run, middle) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mean of a quantity of the whole network over frames, both ends included. */
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
  // Of a single value no spread is known: it may be anything.
  const error = count > 1 ? Math.sqrt(variance / (count - 1)) : Number.POSITIVE_INFINITY;
  return { value, error, count };
}

/** Frames that count as now: of the last fifth of the steps, of the last 30 at least, and four if the last half has as many. */
function recentFrom(run: RecordedRun): number {
  const now = stepAt(run, run.at);
  const from = frameFrom(run, now - Math.max(30, now / 5) + 1);
  return Math.max(0, Math.min(run.at, frameFrom(run, now / 2)), Math.min(from, run.at - 3));
}

/** The training loss of late. */
export const recentLoss = (run: RecordedRun): Mean => meanOver(run, 'loss', recentFrom(run), run.at);

/** The loss that there is to beat: a constant answer's; where that is not known, the first. */
export function lossToBeat(run: RecordedRun): number {
  const { loss } = constantAnswer(run.spec);
  return Number.isNaN(loss) ? run.recorded.run(0, 'loss') : loss;
}

/** Steps before anything is said of what a run makes of its task. */
const patience = 20;

/** Whether the training loss is clearly below a share of what a constant answer gives. */
function getsBelow(run: RecordedRun, share: number): boolean {
  if (stepAt(run, run.at) < patience) return false;
  const { value, error } = recentLoss(run);
  return value + (Number.isFinite(error) ? 2 * error : 0) < share * lossToBeat(run);
}

/** Whether the run has got clearly below what a constant answer gives: such a network learns, whatever its norms. */
export const learns = (run: RecordedRun): boolean => getsBelow(run, 0.85);

/** Whether next to nothing is left to learn. */
export const solves = (run: RecordedRun): boolean => getsBelow(run, 0.1);

/** Whether a number of the newest step is not finite: the run ends there. */
export function diverged({ recorded, at }: RecordedRun): boolean {
  if (!Number.isFinite(recorded.run(at, 'loss'))) return true;
  for (let layer = 0; layer < recorded.layers; layer++) {
    for (const quantity of ['activationRms', 'signalNorm', 'weightGradNorm', 'weightNorm'] as const)
      if (!Number.isFinite(recorded.layer(at, layer, quantity))) return true;
  }
  return false;
}

/** Whether anything at all has been learned: the loss or the accuracy is better than a constant answer's beyond chance. */
export function beatsConstant(run: RecordedRun): boolean {
  const from = recentFrom(run);
  const loss = meanOver(run, 'loss', from, run.at);
  const toBeat = lossToBeat(run);
  if (loss.value + Math.max(2.5 * loss.error, 0.015 * toBeat) < toBeat) return true;
  // The test samples are tried all at once: what a few recorded batches leave open, they tell.
  const tested = meanOver(run, 'testLoss', from, run.at);
  if (tested.value < 0.97 * toBeat) return true;
  const { accuracy } = constantAnswer(run.spec);
  const testedRight = meanOver(run, 'testAccuracy', from, run.at);
  if (testedRight.value > accuracy + 0.1) return true;
  const right = meanOver(run, 'accuracy', from, run.at);
  return right.value - Math.max(3 * right.error, 0.02) > accuracy;
}

/** How far a run is, in steps. */
export const stepsDone = (run: RecordedRun): number => stepAt(run, run.at);

/** The largest ‖ΔW‖/‖W‖ of any layer now, output layer included; layers whose weights are 0 left out. */
export function largestUpdate({ recorded }: RecordedRun, frame: number): number {
  let largest = 0;
  for (let layer = 0; layer < recorded.layers; layer++) {
    const ratio = recorded.layer(frame, layer, 'updateRatio');
    if (Number.isFinite(ratio) && ratio > largest) largest = ratio;
  }
  return largest;
}
