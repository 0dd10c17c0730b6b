import type { Metric } from './metric';

export const testLoss: Metric = {
  title: { en: 'Test loss', 'zh-CN': '测试损失' },
  summary: {
    en: 'The mean loss over the test samples after the last step.',
    'zh-CN': '最后一步之后测试样本的平均损失。',
  },
  formula: 'L_{test}',
  atInitialization: false,
  colors: 'sequential',
  better: 'less',
  of: ({ testLoss }) => testLoss,
};
