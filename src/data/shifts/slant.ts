import { z } from 'zod';
import { field } from '../../base/entry';
import { move } from './affine';
import { defineShift } from './shift';

export const slant = defineShift({
  title: { en: 'Slant', 'zh-CN': '倾斜' },
  summary: {
    en: 'The writing leans to the right or the left, as hands do; a shear given as an angle.',
    'zh-CN': '字迹向右或向左倾斜，如不同人的笔迹；即以角度给出的剪切。',
  },
  formula: 'x_1 \\leftarrow x_1 + x_2 \\tan\\theta',
  for: 'images',
  params: {
    degrees: field(z.number().min(-60).max(60).default(25), {
      label: { en: 'Slant (°)', 'zh-CN': '倾角（°）' },
      help: {
        en: 'Degrees by which an upright stroke leans to the right, below 0 to the left.',
        'zh-CN': '竖直笔画向右倾斜的度数，小于 0 则向左。',
      },
      sliderRange: [-45, 45],
      step: 1,
    }),
  },
  zero: { degrees: 0 },
  apply: (samples, { degrees }) =>
    move(samples, { matrix: [1, Math.tan((degrees * Math.PI) / 180), 0, 1], offset: [0, 0] }),
});
