import { defineMethod } from './method';

/** Training on labels without a teacher. */
export const hardLabels = defineMethod({
  title: { en: 'Hard labels', 'zh-CN': '硬标签' },
  summary: {
    en: 'The student alone, on its labels: what every teacher is measured against.',
    'zh-CN': '学生独自用标签学习：一切教师方法的对照。',
  },
  formula: 'L = -\\ln p_y',
  role: 'control',
  unlabelled: false,
  params: {},
  plan: () => ({ kind: 'none' }),
  teach: () => ({}),
});
