import { z } from 'zod';
import { field } from '../../base/entry';
import { move, moved } from './affine';
import { defineShift } from './shift';

export const shear = defineShift({
  title: { en: 'Shear', 'zh-CN': '剪切' },
  summary: {
    en: 'Higher points move farther to the right: the two coordinates become correlated.',
    'zh-CN': '位置越高，向右移动越多：两个坐标变得相关。',
  },
  formula: 'x_1 \\leftarrow x_1 + k\\,x_2',
  for: 'pairs',
  params: {
    k: field(z.number().min(-5).max(5).default(0.6), {
      label: { en: 'Shear k', 'zh-CN': '剪切系数 k' },
      help: {
        en: `Shift to the right per unit of height. ${moved.en}`,
        'zh-CN': `每升高 1 向右移动多少。${moved['zh-CN']}`,
      },
      sliderRange: [-2, 2],
      step: 0.05,
    }),
  },
  zero: { k: 0 },
  apply: (samples, { k }) => move(samples, { matrix: [1, k, 0, 1], offset: [0, 0] }),
});
