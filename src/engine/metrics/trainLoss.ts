import type { Metric } from './metric';

export const trainLoss: Metric = {
  title: { en: 'Training loss', 'zh-CN': '训练损失' },
  summary: {
    en: 'The mean loss over all training samples after the last step.',
    'zh-CN': '最后一步之后全部训练样本的平均损失。',
  },
  formula: 'L',
  atInitialization: false,
  colors: 'sequential',
  better: 'less',
  of: ({ trainLoss }) => trainLoss,
};
