import { z } from 'zod';
import { field } from '../../base/entry';
import { defineSchedule } from './schedule';

export const warmup = defineSchedule({
  title: { en: 'Warm-up', 'zh-CN': '预热' },
  summary: {
    en: 'Increases linearly to the full learning rate, then stays constant: avoids large updates at the beginning.',
    'zh-CN': '线性增大到完整的学习率后保持不变：避免训练初期的过大更新。',
  },
  formula: '\\eta_t = \\eta \\min(1, (t + 1) / k)',
  params: {
    warmupSteps: field(z.int().min(1).max(10_000_000).default(100), {
      label: { en: 'Warm-up steps', 'zh-CN': '预热步数' },
      help: { en: 'Steps until the full learning rate.', 'zh-CN': '达到完整学习率所需的步数。' },
      scale: 'log',
      sliderRange: [1, 10_000],
    }),
  },
  pytorch: ({ warmupSteps }) => `min(1, (step + 1) / ${warmupSteps})`,
  factor: ({ warmupSteps }, step) => Math.min(1, (step + 1) / warmupSteps),
});
