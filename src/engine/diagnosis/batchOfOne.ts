import type { Rule } from './rule';

export const batchOfOne: Rule = {
  title: { en: 'Batch normalization with batch size 1', 'zh-CN': '批量大小为 1 的批归一化' },
  summary: {
    en: 'Batch normalization subtracts the batch mean: with a single sample nothing is left, and nothing can be learned.',
    'zh-CN': '批归一化减去批均值：只有一个样本时什么都不剩，也就学不到东西。',
  },
  find({ spec: { network, training } }) {
    if (network.normalization !== 'batch' || training.batchSize !== 1) return undefined;
    return {
      evidence: {
        en: 'Batch normalization is on and the batch size is 1.',
        'zh-CN': '启用了批归一化，而批量大小为 1。',
      },
      remedies: ['largerBatch', 'layerNorm'],
    };
  },
};
