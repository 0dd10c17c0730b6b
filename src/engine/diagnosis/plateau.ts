import {
  beatsConstant,
  frameFrom,
  largestUpdate,
  lossToBeat,
  meanOver,
  recentLoss,
  stepsDone,
} from './progress';
import { inProse, type RecordedRun, type Rule, stepAt } from './rule';
import { againstVanishing } from './vanishing';

/** Number of steps before a plateau differs from a slow start. */
const patience = 300;
/** On a plateau, no layer's weights have moved by this share of their size since the start. */
const still = 0.02;

/** The largest relative standard error of a mean loss. With a larger error the rule reports nothing. */
const unclear = 0.04;

/** An upper bound on the relative distance that any layer's weights have moved: the sum of all updates. */
function moved(run: RecordedRun): number {
  const { at } = run;
  const samples = Math.min(at + 1, 50);
  let sum = 0;
  for (let i = 0; i < samples; i++)
    sum += largestUpdate(run, Math.round((i * at) / Math.max(1, samples - 1)));
  return (sum / samples) * (stepAt(run, at) + 1);
}

/** Whether a gradient step as large as the weights themselves would change the loss. At an optimum it would not. */
function couldImprove(run: RecordedRun, loss: number): boolean {
  const { recorded, at } = run;
  const gains = Array.from(
    { length: recorded.layers },
    (_, l) => recorded.layer(at, l, 'weightGradNorm') * recorded.layer(at, l, 'weightNorm'),
  );
  return Math.max(...gains) > 0.05 * loss;
}

export const plateau: Rule = {
  title: { en: 'Plateau', 'zh-CN': '停滞' },
  summary: {
    en: 'The loss has not changed during the second half of the run, and is no better than that of a constant output.',
    'zh-CN': '在运行的后一半，损失没有变化，并不优于恒定的输出。',
  },
  find(run) {
    const { recorded, at, spec } = run;
    const now = stepsDone(run);
    if (now < patience) return undefined;
    const late = recentLoss(run);
    const before = meanOver(
      run,
      'loss',
      frameFrom(run, 0.4 * now),
      Math.max(0, frameFrom(run, 0.6 * now) - 1),
    );
    if (!Number.isFinite(late.value) || !Number.isFinite(before.value)) return undefined;
    const frozen = spec.training.optimizer.learningRate === 0;
    const motionless = frozen || (moved(run) < still && couldImprove(run, late.value));
    if (!motionless) {
      // A few small recorded batches cannot show such a slow change.
      if (!(late.error < unclear * late.value && before.error < unclear * before.value)) return undefined;
      const noise = Math.max(0.02 * before.value, 2 * Math.hypot(late.error, before.error));
      if (late.value < before.value - noise || beatsConstant(run)) return undefined;
    }
    const toBeat = lossToBeat(run);
    const half = now - stepAt(run, Math.min(at, frameFrom(run, now / 2)));
    const why = frozen
      ? { en: ' The learning rate is 0: nothing is updated.', 'zh-CN': '学习率为 0：没有任何更新。' }
      : motionless
        ? {
            en: ` All updates together changed no layer’s weights by more than ${inProse(moved(run))} of their norm.`,
            'zh-CN': `全部更新合计，没有一层的权重改变超过其范数的 ${inProse(moved(run))}。`,
          }
        : {
            en: ` A constant output would have ${inProse(toBeat)}.`,
            'zh-CN': `恒定输出的损失为 ${inProse(toBeat)}。`,
          };
    return {
      evidence: {
        en: `Over the last ${half} steps the loss went from ${inProse(before.value)} to ${inProse(late.value)}; it began at ${inProse(recorded.run(0, 'loss'))}.${why.en}`,
        'zh-CN': `最近 ${half} 步中损失从 ${inProse(before.value)} 到 ${inProse(late.value)}；起初为 ${inProse(recorded.run(0, 'loss'))}。${why['zh-CN']}`,
      },
      remedies: motionless ? ['usualRate', 'adam'] : againstVanishing(run),
    };
  },
};
