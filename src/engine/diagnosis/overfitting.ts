import { lossAround, type Rule, told } from './rule';

/**
 * How far above its lowest the test loss must be, and above the training loss; and what share of the first test loss it must
 * be: one test sample more or less on the wrong side is no trouble.
 */
const risen = 1.25;
const apart = 2;
const noticeable = 0.1;

export const overfitting: Rule = {
  title: { en: 'Over-fitting', 'zh-CN': '过拟合' },
  summary: {
    en: 'The network learns its training samples by heart: their loss goes on falling, that of the test samples rises again.',
    'zh-CN': '网络在死记训练样本：训练损失继续下降，测试损失却重新上升。',
  },
  find(patient) {
    const { recorded, at } = patient;
    const tests: number[] = [];
    for (let frame = 0; frame <= at; frame++) {
      if (recorded.run(frame, 'evaluated') === 1) tests.push(recorded.run(frame, 'testLoss'));
    }
    if (tests.length < 6) return undefined;
    const lowest = Math.min(...tests);
    const lately = Math.min(...tests.slice(-3));
    const train = lossAround(patient, at, 40);
    if (!(lately > noticeable * tests[0]!)) return undefined;
    if (!(lately > risen * lowest) || !(lately > apart * train) || !(train < lowest)) return undefined;
    return {
      evidence: {
        en: `The test loss fell to ${told(lowest)} and rose to ${told(lately)}, while the training loss is ${told(train)}.`,
        'zh-CN': `测试损失曾降到 ${told(lowest)}，又升到 ${told(lately)}，而训练损失为 ${told(train)}。`,
      },
      remedies: ['dropout', 'decay'],
    };
  },
};
