import { defineTransferMethod } from './method';
import { labelledTarget, strataOf } from './samples';

/** The network learns the target's labels only and does not use the source. */
export const targetOnly = defineTransferMethod({
  title: { en: 'Target only', 'zh-CN': '仅目标域' },
  summary: {
    en: 'Trained on the few labels of the target only. With all labels it shows what full supervision reaches.',
    'zh-CN': '只用目标域的少量标签学习。标签齐全时，它给出完全监督所达到的水平。',
  },
  formula: 'L = \\mathrm{CE}(y_t, f(x_t))',
  role: 'control',
  needs: 'labels',
  strata: 1,
  params: {},
  adapt: (input) => ({ start: 'initial', samples: strataOf(labelledTarget(input)) }),
  pytorch: () => ({
    start: 'initial',
    groups: [{ samples: 'labelled', labels: true }],
    lines: ['return cross_entropy(s, y)'],
  }),
});
