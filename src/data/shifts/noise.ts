import { z } from 'zod';
import { field } from '../../base/entry';
import { coordinatesOf, withCoordinates } from './coordinates';
import { mapPixels } from './pictures';
import { defineShift } from './shift';

export const noise = defineShift({
  title: { en: 'Noise', 'zh-CN': '噪声' },
  summary: {
    en: 'Independent normal noise on every number: the classes begin to overlap, and little of the loss can be recovered without labels.',
    'zh-CN': '给每个数加上各自独立的正态噪声：类别开始重叠，没有标签时这部分损失很少能挽回。',
  },
  formula: 'x \\leftarrow x + \\mathcal N(0, \\sigma^2 I)',
  for: 'any',
  params: {
    sd: field(z.number().min(0).max(10).default(0.3), {
      label: { en: 'Noise σ', 'zh-CN': '噪声 σ' },
      help: {
        en: 'Standard deviation: for coordinates and pixels in their own units (pixels are clipped to 0 to 1), for other features relative to their standard deviation.',
        'zh-CN': '标准差：坐标与像素按原单位（像素限制在 0 到 1），其他特征以各自的标准差为单位。',
      },
      sliderRange: [0, 2],
      step: 0.01,
    }),
  },
  zero: { sd: 0 },
  apply: (samples, { sd }, random) => {
    if (samples.image) return mapPixels(samples, (pixel) => pixel + sd * random.normal());
    const { values, columns, frame } = coordinatesOf(samples);
    return withCoordinates(
      samples,
      values.map((value, k) => value + frame[k % columns]![1] * sd * random.normal()),
    );
  },
});
