import { z } from 'zod';
import { field } from '../../base/entry';
import { move, moved } from './affine';
import { defineShift } from './shift';

export const rotation = defineShift({
  title: { en: 'Rotation', 'zh-CN': '旋转' },
  summary: {
    en: 'Everything is rotated about the origin: the classes stay the same, but the decision boundary must rotate as well.',
    'zh-CN': '整体绕原点旋转：类别不变，决策边界须随之旋转。',
  },
  formula:
    'x \\leftarrow \\begin{pmatrix} \\cos\\theta & -\\sin\\theta \\\\ \\sin\\theta & \\cos\\theta \\end{pmatrix} x',
  for: 'pairs',
  params: {
    degrees: field(z.number().min(-360).max(360).default(30), {
      label: { en: 'Angle (°)', 'zh-CN': '角度（°）' },
      help: {
        en: `Degrees, counter-clockwise. ${moved.en}`,
        'zh-CN': `单位为度，逆时针为正。${moved['zh-CN']}`,
      },
      sliderRange: [-180, 180],
      step: 1,
    }),
  },
  zero: { degrees: 0 },
  apply: (samples, { degrees }) => {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return move(samples, { matrix: [cos, -sin, sin, cos], offset: [0, 0] });
  },
});
