import { defineTransferMethod } from './method';
import { strataOf } from './samples';

/** The source teacher is used on the target without any adaptation. */
export const sourceOnly = defineTransferMethod({
  title: { en: 'Source only', 'zh-CN': '仅源域' },
  summary: {
    en: 'Trained on the source and applied to the target unchanged: the baseline for all methods.',
    'zh-CN': '只在源域训练，直接用于目标域：所有方法的基准。',
  },
  formula: 'L = \\mathrm{CE}(y_s, f(x_s))',
  role: 'control',
  strata: 1,
  params: {},
  adapt: ({ source }) => ({ start: 'initial', samples: strataOf(source) }),
  pytorch: () => ({
    start: 'initial',
    groups: [{ samples: 'source', labels: true }],
    lines: ['return cross_entropy(s, y)'],
  }),
});
