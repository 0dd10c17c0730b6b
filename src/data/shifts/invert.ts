import { z } from 'zod';
import { field } from '../../base/entry';
import { mapPixels } from './pictures';
import { defineShift } from './shift';

export const invert = defineShift({
  title: { en: 'Invert', 'zh-CN': '反色' },
  summary: {
    en: 'Bright becomes dark: the shapes stay the same, but almost every pixel changes.',
    'zh-CN': '明暗互换：形状不变，几乎每个像素都变了。',
  },
  formula: 'x \\leftarrow (1 - a)\\,x + a\\,(1 - x)',
  for: 'images',
  params: {
    amount: field(z.number().min(0).max(1).default(1), {
      label: { en: 'Amount a', 'zh-CN': '程度 a' },
      help: {
        en: '0 leaves the image unchanged, 1 inverts it; at 0.5 the image is uniformly grey.',
        'zh-CN': '0 为原图，1 为完全反色；0.5 时图像为均匀的灰色。',
      },
      sliderRange: [0, 1],
      step: 0.05,
    }),
  },
  zero: { amount: 0 },
  apply: (samples, { amount }) => mapPixels(samples, (x) => (1 - amount) * x + amount * (1 - x)),
});
