import { z } from 'zod';
import { field } from '../../base/entry';
import { commonParams, defineInitializer, drawNormal } from './initializer';

export const normal = defineInitializer({
  title: { en: 'Normal', 'zh-CN': '正态' },
  summary: {
    en: 'Independent normal weights with a fixed standard deviation, whatever the width: signals shrink or grow with depth unless it suits width and activation function (1/√fan-in for linear layers, √2 times that for ReLU).',
    'zh-CN':
      '标准差固定的独立正态权重，与宽度无关：除非标准差与宽度和激活函数相配（线性层为 1/√输入维数，ReLU 为其 √2 倍），否则信号随深度缩小或增大。',
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
  pytorch: ({ std }) => `nn.init.normal_(weight, std=${std})`,
  weights: (random, shape, { std }) => drawNormal(random, shape, std * std),
});
