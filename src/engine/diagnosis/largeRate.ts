import type { ExperimentSpec } from '../../schema/experiment';
import { diverged, largestUpdate, learns, lossToBeat, meanOver, recentLoss, stepsDone } from './progress';
import { type RemedyName, usualRate } from './remedies';
import { hiddenValues, inProse, type RecordedRun, type Rule, stepAt } from './rule';
import { startsExploding, startsVanishing } from './signal';

/** The recent loss must be this many times the baseline loss. */
const risen = 1.5;
/** The relative size of an update that counts as too large. */
const bold = 0.01;
/** Number of steps before a higher loss counts as permanent. */
const patience = 40;
/** After this many steps, layers without a signal, or a loss above the baseline, will not recover. */
const settled = 100;
/** Number of steps after a jump of the loss in which the run may still recover. */
const recovery = 200;
/** Largest number of frames that are examined. */
const most = 2000;

interface Overshoot {
  /** The loss that shows the trouble; not finite if the run diverged. */
  readonly loss: number;
  /** The largest ‖ΔW‖/‖W‖ so far. */
  readonly update: number;
}

/** The largest loss so far and its frame, and the largest relative update. */
function peaks(run: RecordedRun): Overshoot & { readonly frame: number } {
  const { recorded, at } = run;
  const stride = Math.max(1, Math.ceil(at / most));
  let [loss, frame, update] = [0, 0, 0];
  for (let i = 0; i <= at; i += stride) {
    const here = recorded.run(i, 'loss');
    if (here > loss) [loss, frame] = [here, i];
    update = Math.max(update, largestUpdate(run, i));
  }
  return { loss, frame, update };
}

/** Units that passed a signal at the start and pass none now. Updates moved whole layers to where the slope is 0. */
const killed = (run: RecordedRun): boolean => {
  const dead = (frame: number) => Math.max(...hiddenValues(run, 'deadFraction', frame));
  return dead(run.at) === 1 && dead(0) < 1;
};

/** The evidence that updates overshoot; undefined if there is none. */
export function rateTooLarge(run: RecordedRun): Overshoot | undefined {
  const { recorded, at, spec } = run;
  const steps = stepsDone(run);
  if (at < 1 || startsExploding(run) || spec.training.optimizer.learningRate === 0) return undefined;
  const { loss, frame, update } = peaks(run);
  if (diverged(run)) return { loss: Number.POSITIVE_INFINITY, update };
  if (learns(run) || steps < patience || update < bold) return undefined;
  const reference = Math.max(recorded.run(0, 'loss'), lossToBeat(run));
  const late = recentLoss(run);
  if (late.count > 2 && late.value - 2 * late.error > risen * reference) return { loss: late.value, update };
  // The loss varies widely between batches of a few samples.
  const { batchSize } = spec.training;
  const noise = batchSize === 'full' ? 0 : 8 / Math.sqrt(batchSize);
  // If a run recovers from a jump and learns, its rate was not too large.
  const since = steps - stepAt(run, frame);
  if (loss > (2 + noise) * reference && since >= recovery) return { loss, update };
  if (killed(run) && steps >= settled && !startsVanishing(run)) return { loss, update };
  const whole = meanOver(run, 'loss', Math.ceil(at / 4), at);
  const worse = whole.value - 3 * whole.error > 1.15 * lossToBeat(run) && late.value > 0.95 * reference;
  if (steps >= settled && worse && largestUpdate(run, at) > bold) return { loss: late.value, update };
  return undefined;
}

/** If the rate is far above the usual one, a tenth of it would still be too large. */
export const lowering = ({ training: { optimizer } }: ExperimentSpec): readonly RemedyName[] =>
  optimizer.learningRate > 3 * usualRate(optimizer.kind) ? ['usualRate', 'lowerRate'] : ['lowerRate', 'clip'];

export const largeRate: Rule = {
  title: { en: 'Learning rate too large', 'zh-CN': '学习率过大' },
  summary: {
    en: 'Updates overshoot: the loss rises, oscillates, or is no longer finite; layers may end up where their slope is 0.',
    'zh-CN': '更新过大：损失上升、剧烈振荡，或不再是有限数；有的层可能落到导数为 0 之处。',
  },
  find(run) {
    const found = rateTooLarge(run);
    if (!found) return undefined;
    const first = inProse(run.recorded.run(0, 'loss'));
    const update = inProse(found.update);
    const [en, zh] = Number.isFinite(found.loss)
      ? [
          `The loss began at ${first} and reached ${inProse(found.loss)}`,
          `损失从 ${first} 起步，达到过 ${inProse(found.loss)}`,
        ]
      : [`The loss began at ${first} and stopped being finite`, `损失从 ${first} 起步，后来不再是有限的数`];
    return {
      evidence: {
        en: `${en}; a single update changed weights by up to ${update} of their norm.`,
        'zh-CN': `${zh}；单次更新使权重的改变达其范数的 ${update}。`,
      },
      remedies: lowering(run.spec),
    };
  },
};
