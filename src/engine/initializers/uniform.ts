import { z } from 'zod';
import { field } from '../../base/entry';
import { commonParams, defineInitializer, drawUniform } from './initializer';

export const uniform = defineInitializer({
  title: { en: 'Uniform', 'zh-CN': '均匀' },
  summary: {
    en: 'Independent uniform weights within a limit, whatever the width.',
    'zh-CN': '在给定界限内独立均匀取值，与宽度无关。',
  },
  formula: 'W \\sim U[-l, l]',
  params: {
    ...commonParams,
    limit: field(z.number().min(0).max(100).default(0.1), {
      label: { en: 'Limit', 'zh-CN': '界限' },
      help: { en: 'Weights lie between minus and plus this value.', 'zh-CN': '权重位于正负该值之间。' },
      sliderRange: [0, 1],
      step: 0.005,
    }),
  },
  variance: (_shape, { limit }) => (limit * limit) / 3,
  pytorch: ({ limit }) => `nn.init.uniform_(weight, -${limit}, ${limit})`,
  weights: (random, shape, { limit }) => drawUniform(random, shape, limit),
});
