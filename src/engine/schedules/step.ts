import { z } from 'zod';
import { field } from '../../base/entry';
import { defineSchedule } from './schedule';

export const step = defineSchedule({
  title: { en: 'Step', 'zh-CN': '阶梯' },
  summary: { en: 'Decreases by a factor at regular intervals.', 'zh-CN': '每隔固定步数按倍率下降。' },
  formula: '\\eta_t = \\eta\\,\\gamma^{\\lfloor t / k \\rfloor}',
  params: {
    every: field(z.int().min(1).max(10_000_000).default(300), {
      label: { en: 'Every', 'zh-CN': '间隔' },
      help: { en: 'Steps between two decreases.', 'zh-CN': '两次下降之间的步数。' },
      scale: 'log',
      sliderRange: [1, 10_000],
    }),
    gamma: field(z.number().min(0).max(1).default(0.1), {
      label: { en: 'Gamma', 'zh-CN': 'γ' },
      help: {
        en: 'Factor that the learning rate is multiplied by at each decrease.',
        'zh-CN': '每次下降所乘的倍率。',
      },
      sliderRange: [0, 1],
      step: 0.01,
    }),
  },
  pytorch: ({ every, gamma }) => `${gamma} ** (step // ${every})`,
  factor: ({ every, gamma }, at) => gamma ** Math.floor(at / every),
});
