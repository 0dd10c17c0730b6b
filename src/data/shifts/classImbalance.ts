import { z } from 'zod';
import { field } from '../../base/entry';
import { classCounts, thinClasses } from './classes';
import { defineShift } from './shift';

export const classImbalance = defineShift({
  title: { en: 'Class imbalance', 'zh-CN': '类别不平衡' },
  summary: {
    en: 'Samples are removed, more for each later class: a long tail in which the last classes are rare.',
    'zh-CN': '随机删去样本，越靠后的类别删得越多：形成长尾，最后的类别很少见。',
  },
  formula: 'n_k \\leftarrow n_k\\, \\rho^{-k/(K-1)},\\quad k = 0, \\dots, K-1',
  source: 'Cui et al. 2019, arXiv:1901.05555',
  for: 'classes',
  params: {
    ratio: field(z.number().min(1).max(1000).default(10), {
      label: { en: 'Imbalance ρ', 'zh-CN': '不平衡度 ρ' },
      help: {
        en: 'Ratio of the number of samples in the first class to that in the last; at least one sample of each class stays.',
        'zh-CN': '第一类保留的样本数是最后一类的多少倍；每类至少保留一个样本。',
      },
      scale: 'log',
      sliderRange: [1, 100],
    }),
  },
  zero: { ratio: 1 },
  apply: (samples, { ratio }, random) => {
    const last = Math.max(1, classCounts(samples).length - 1);
    return thinClasses(samples, (label) => ratio ** (-label / last), random);
  },
});
