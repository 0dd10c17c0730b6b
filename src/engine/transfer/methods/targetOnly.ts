import { defineTransferMethod } from './method';
import { labelledTarget, strataOf } from './samples';

/** The network learns the target's labels only and does not use the source. */
export const targetOnly = defineTransferMethod({
  title: { en: 'Target only', 'zh-CN': '仅目标域' },
  summary: {
    en: 'Learns the few labels of the target and nothing else. With all labels it shows how much there is to win.',
    'zh-CN': '只用目标域的少量标签学习。标签齐全时，它显示最多能赢回多少。',
  },
  formula: 'L = \\mathrm{CE}(y_t, f(x_t))',
  role: 'control',
  needs: 'labels',
  strata: 1,
  params: {},
  adapt: (input) => ({ start: 'initial', samples: strataOf(labelledTarget(input)) }),
});
