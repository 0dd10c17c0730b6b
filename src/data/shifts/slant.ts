import { z } from 'zod';
import { field } from '../../base/entry';
import { move } from './affine';
import { defineShift } from './shift';

export const slant = defineShift({
  title: { en: 'Slant', 'zh-CN': '倾斜' },
  summary: {
    en: 'The writing is slanted to the right or the left, as handwriting is; a shear given as an angle.',
    'zh-CN': '字迹向右或向左倾斜，如不同人的笔迹；即以角度给出的剪切。',
  },
  formula: 'x_1 \\leftarrow x_1 + x_2 \\tan\\theta',
  for: 'images',
  params: {
    degrees: field(z.number().min(-60).max(60).default(25), {
      label: { en: 'Slant (°)', 'zh-CN': '倾角（°）' },
      help: {
        en: 'Angle by which upright strokes are slanted to the right, in degrees; negative: to the left.',
        'zh-CN': '竖直笔画向右倾斜的角度（度）；负值向左。',
      },
      sliderRange: [-45, 45],
      step: 1,
    }),
  },
  zero: { degrees: 0 },
  apply: (samples, { degrees }) =>
    move(samples, { matrix: [1, Math.tan((degrees * Math.PI) / 180), 0, 1], offset: [0, 0] }),
});
