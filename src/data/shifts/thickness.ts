import { z } from 'zod';
import { field } from '../../base/entry';
import type { ImageShape } from '../sets/dataset';
import { mapPictures, type Picture } from './pictures';
import { defineShift } from './shift';

export const thickness = defineShift({
  title: { en: 'Thickness', 'zh-CN': '粗细' },
  summary: {
    en: 'Strokes become thicker or thinner: grey-scale dilation or erosion with a cross-shaped structuring element.',
    'zh-CN': '笔画变粗或变细：用十字形结构元素作灰度膨胀或腐蚀。',
  },
  formula: 'x(p) \\leftarrow \\max_{\\lVert q - p \\rVert_1 \\le r} x(q) \\ (r > 0),\\quad \\min \\ (r < 0)',
  source: 'Serra 1982, Image Analysis and Mathematical Morphology',
  for: 'images',
  params: {
    radius: field(z.number().min(-4).max(4).default(1), {
      label: { en: 'Radius r (px)', 'zh-CN': '半径 r（像素）' },
      help: {
        en: 'Pixels by which bright strokes become thicker (negative: thinner); between whole numbers the two images are interpolated.',
        'zh-CN': '亮笔画加粗的像素数，小于 0 则变细；非整数时混合相邻两幅图。',
      },
      sliderRange: [-2, 2],
      step: 0.1,
    }),
  },
  zero: { radius: 0 },
  apply: (samples, { radius }) => {
    const extreme = radius > 0 ? Math.max : Math.min;
    return mapPictures(samples, (picture, shape) => {
      let thinner = picture;
      let left = Math.abs(radius);
      for (; left > 1; left--) thinner = spread(thinner, shape, extreme);
      const thicker = spread(thinner, shape, extreme);
      return thinner.map((value, p) => value + left * (thicker[p]! - value));
    });
  },
});

/** Each pixel becomes the extreme of itself and its four neighbours. */
function spread(
  picture: Picture,
  { width, height }: ImageShape,
  extreme: (...values: number[]) => number,
): Picture {
  return picture.map((value, p) => {
    const [row, column] = [Math.floor(p / width), p % width];
    return extreme(
      value,
      row > 0 ? picture[p - width]! : value,
      row < height - 1 ? picture[p + width]! : value,
      column > 0 ? picture[p - 1]! : value,
      column < width - 1 ? picture[p + 1]! : value,
    );
  });
}
