import { z } from 'zod';
import { field } from '../../base/entry';
import { move, moved } from './affine';
import { defineShift } from './shift';

const distance = (value: number, en: string, chinese: string) =>
  field(z.number().min(-10).max(10).default(value), {
    label: { en, 'zh-CN': chinese },
    help: moved,
    sliderRange: [-2, 2],
    step: 0.05,
  });

export const translation = defineShift({
  title: { en: 'Translation', 'zh-CN': '平移' },
  summary: {
    en: 'Everything moves by the same distance: changes only the mean of the inputs.',
    'zh-CN': '整体移动同样的距离：只改变输入的均值。',
  },
  formula: 'x \\leftarrow x + t',
  for: 'any',
  params: {
    x: distance(0.5, 'To the right', '向右'),
    y: distance(0, 'Upwards', '向上'),
  },
  zero: { x: 0, y: 0 },
  apply: (samples, { x, y }) => move(samples, { matrix: [1, 0, 0, 1], offset: [x, y] }),
});
