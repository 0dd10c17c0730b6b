import type { Metric } from './metric';

export const accuracy: Metric = {
  title: { en: 'Accuracy', 'zh-CN': '准确率' },
  summary: {
    en: 'The share of right answers after the last step, on the test samples where there are any.',
    'zh-CN': '最后一步之后回答正确的比例；有测试集时以测试集为准。',
  },
  formula: '\\#\\text{right} / \\#\\text{samples}',
  atInitialization: false,
  colors: 'sequential',
  better: 'more',
  of: ({ accuracy }) => accuracy,
};
