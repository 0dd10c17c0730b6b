import { z } from 'zod';
import { field } from '../../base/entry';
import { mapPixels } from './pictures';
import { defineShift } from './shift';

export const contrast = defineShift({
  title: { en: 'Contrast', 'zh-CN': '对比度' },
  summary: {
    en: 'Bright and dark move closer together or farther apart, about medium grey.',
    'zh-CN': '亮与暗以中灰为中心靠近或远离。',
  },
  formula: 'x \\leftarrow \\tfrac12 + c\\,(x - \\tfrac12)',
  for: 'images',
  params: {
    factor: field(z.number().min(0).max(10).default(0.4), {
      label: { en: 'Contrast c', 'zh-CN': '对比度 c' },
      help: {
        en: 'Below 1 the image fades to grey, above 1 greys become black and white; pixels are clipped to 0 to 1.',
        'zh-CN': '小于 1 图像趋于灰色，大于 1 灰色趋于黑白；像素限制在 0 到 1。',
      },
      sliderRange: [0, 3],
      step: 0.05,
    }),
  },
  zero: { factor: 1 },
  // The change is added to the value, so that a zero change keeps every bit.
  apply: (samples, { factor }) => mapPixels(samples, (x) => x + (factor - 1) * (x - 0.5)),
});
