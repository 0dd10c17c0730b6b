import type { Metric } from './metric';

export const accuracy: Metric = {
  title: { en: 'Accuracy', 'zh-CN': '准确率' },
  summary: {
    en: 'Share of samples classified correctly after the last step, on the test set if there is one.',
    'zh-CN': '最后一步之后分类正确的比例；有测试集时以测试集为准。',
  },
  formula: '\\#\\text{right} / \\#\\text{samples}',
  percent: true,
  atInitialization: false,
  colors: 'sequential',
  better: 'more',
  of: ({ accuracy }) => accuracy,
};
