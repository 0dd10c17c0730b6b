import { median } from '../numeric/quantile';
import { frameFrom, learns, meanOver, stepsDone } from './progress';
import { inProse, type RecordedRun, type Rule } from './rule';

/**
 * Thresholds of the test loss: its ratio to its minimum, its ratio to the training loss, and its share of the first
 * test loss. They keep one more misclassified test sample from counting as overfitting.
 */
const risen = 1.25;
const apart = 2;
const noticeable = 0.1;
/**
 * Number of evaluations that are averaged, and number of steps for which the loss must stay high. Noisy updates make
 * the loss fluctuate.
 */
const together = 3;
const lasting = 100;

interface Tested {
  readonly step: number;
  readonly loss: number;
}

/** Every evaluation on the test samples. */
function evaluations({ recorded, at }: RecordedRun): Tested[] {
  const list: Tested[] = [];
  for (let frame = 0; frame <= at; frame++) {
    if (recorded.run(frame, 'evaluated') !== 1) continue;
    list.push({ step: recorded.run(frame, 'step'), loss: recorded.run(frame, 'testLoss') });
  }
  return list;
}

export const overfitting: Rule = {
  title: { en: 'Overfitting', 'zh-CN': '过拟合' },
  summary: {
    en: 'The network memorizes its training samples: the training loss keeps falling while the test loss rises again.',
    'zh-CN': '网络在记忆训练样本：训练损失继续下降，测试损失却重新上升。',
  },
  find(run) {
    const tests = evaluations(run);
    if (tests.length < 6 || !learns(run)) return undefined;
    const losses = tests.map(({ loss }) => loss);
    const lowest = Math.min(
      ...losses.slice(together - 1).map((_, i) => median(losses.slice(i, i + together))),
    );
    const now = stepsDone(run);
    const since = now - Math.max(lasting, now / 10);
    const late = tests.filter(({ step }, i) => step > since || i >= tests.length - 3);
    const lately = Math.min(...late.map(({ loss }) => loss));
    const train = meanOver(run, 'loss', frameFrom(run, 0.8 * now), run.at);
    const high = train.value + 3 * train.error;
    if (!(lately > noticeable * losses[0]!) || !(lately > risen * lowest)) return undefined;
    if (!(lately > apart * high) || !(high < lowest)) return undefined;
    return {
      evidence: {
        en: `The test loss fell to ${inProse(lowest)} and rose to ${inProse(lately)}, while the training loss is ${inProse(train.value)}.`,
        'zh-CN': `测试损失曾降到 ${inProse(lowest)}，又升到 ${inProse(lately)}，而训练损失为 ${inProse(train.value)}。`,
      },
      remedies: ['decay', 'dropoutDecay'],
    };
  },
};
