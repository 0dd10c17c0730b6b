import { z } from 'zod';
import { field } from '../../base/entry';
import { commonParams, defineInitializer, drawNormal } from './initializer';

export const normal = defineInitializer({
  title: { en: 'Normal', 'zh-CN': '正态' },
  summary: {
    en: 'Independent normal weights of one size, whatever the width: signals shrink or grow with depth unless std is about 1/√fanIn.',
    'zh-CN': '独立正态权重，大小与宽度无关：除非标准差约为 1/√fanIn，否则信号随深度缩小或增大。',
  },
  formula: 'W \\sim \\mathcal N(0, s^2)',
  params: {
    ...commonParams,
    std: field(z.number().min(0).max(100).default(0.05), {
      label: { en: 'Std', 'zh-CN': '标准差' },
      help: { en: 'Standard deviation of each weight.', 'zh-CN': '每个权重的标准差。' },
      sliderRange: [0, 1],
      step: 0.005,
    }),
  },
  variance: (_shape, { std }) => std * std,
  weights: (random, shape, { std }) => drawNormal(random, shape, std * std),
});
