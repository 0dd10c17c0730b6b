import { defineMethod } from './method';

/** Training on labels without a teacher. */
export const hardLabels = defineMethod({
  title: { en: 'Hard labels', 'zh-CN': '硬标签' },
  summary: {
    en: 'The student alone, trained on its labels: the baseline for all methods.',
    'zh-CN': '学生网络只用标签训练：所有方法的基准。',
  },
  formula: 'L = -\\ln p_y',
  role: 'control',
  unlabelled: false,
  params: {},
  plan: () => ({ kind: 'none' }),
  teach: () => ({}),
  pytorch: () => ({ lines: ['return cross_entropy(s, y)'] }),
});
