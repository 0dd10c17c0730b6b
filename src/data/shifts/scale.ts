import { z } from 'zod';
import { field } from '../../base/entry';
import { move, moved } from './affine';
import { defineShift } from './shift';

export const scale = defineShift({
  title: { en: 'Scale', 'zh-CN': '缩放' },
  summary: {
    en: 'Everything is scaled about the origin: changes the spread of the inputs.',
    'zh-CN': '整体以原点为中心放大或缩小：改变输入的离散程度。',
  },
  formula: 'x \\leftarrow s\\,x',
  for: 'any',
  params: {
    factor: field(z.number().min(0.05).max(20).default(1.5), {
      label: { en: 'Factor', 'zh-CN': '倍率' },
      help: {
        en: `Above 1 enlarges, below 1 shrinks. ${moved.en}`,
        'zh-CN': `大于 1 放大，小于 1 缩小。${moved['zh-CN']}`,
      },
      scale: 'log',
      sliderRange: [0.2, 5],
    }),
  },
  zero: { factor: 1 },
  apply: (samples, { factor }) => move(samples, { matrix: [factor, 0, 0, factor], offset: [0, 0] }),
});
