import { z } from 'zod';
import { field } from '../../base/entry';
import { defineSchedule } from './schedule';

export const cosine = defineSchedule({
  title: { en: 'Cosine', 'zh-CN': '余弦' },
  summary: { en: 'Decreases along half a cosine over the run.', 'zh-CN': '在整个运行中沿半个余弦下降。' },
  formula: '\\eta_t = \\eta\\left(f + (1 - f)\\tfrac{1 + \\cos(\\pi t / T)}{2}\\right)',
  source: 'Loshchilov & Hutter 2016, arXiv:1608.03983',
  params: {
    minFactor: field(z.number().min(0).max(1).default(0), {
      label: { en: 'Lowest factor', 'zh-CN': '最低倍率' },
      help: {
        en: 'The share of the learning rate that is left at the end.',
        'zh-CN': '结束时剩余学习率的比例。',
      },
      sliderRange: [0, 1],
      step: 0.01,
    }),
  },
  pytorch: ({ minFactor }) =>
    `${minFactor} + (1 - ${minFactor}) * (1 + math.cos(math.pi * min(step, STEPS) / STEPS)) / 2`,
  factor: ({ minFactor }, step, steps) =>
    minFactor + ((1 - minFactor) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))) / 2,
});
