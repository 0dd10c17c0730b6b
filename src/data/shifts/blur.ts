import { z } from 'zod';
import { field } from '../../base/entry';
import type { ImageShape } from '../sets/dataset';
import { mapPictures, type Picture } from './pictures';
import { defineShift } from './shift';

export const blur = defineShift({
  title: { en: 'Blur', 'zh-CN': '模糊' },
  summary: {
    en: 'Each pixel becomes a Gaussian average of its neighbourhood: fine strokes are lost.',
    'zh-CN': '每个像素变为周围像素的高斯加权平均：细笔画消失。',
  },
  formula: 'x \\leftarrow x * \\tfrac{1}{2\\pi\\sigma^2} e^{-\\lVert p \\rVert^2 / 2\\sigma^2}',
  for: 'images',
  params: {
    sd: field(z.number().min(0).max(10).default(1), {
      label: { en: 'Blur σ (px)', 'zh-CN': '模糊 σ（像素）' },
      help: {
        en: 'Standard deviation of the Gaussian, in pixels; beyond the edge the outermost pixel is repeated.',
        'zh-CN': '高斯核的标准差（像素）；边缘之外沿用最边上的像素。',
      },
      sliderRange: [0, 4],
      step: 0.1,
    }),
  },
  zero: { sd: 0 },
  apply: (samples, { sd }) => {
    const weights = gaussian(sd);
    return mapPictures(samples, (picture, shape) => {
      const across = smooth(picture, shape, weights, 1, 0);
      return smooth(across, shape, weights, 0, 1);
    });
  },
});

/** The right half of a Gaussian kernel, from its middle on; both halves together sum to 1. It ends where e^(−x²/2) < 1e-4. */
function gaussian(sd: number): number[] {
  const half = [1];
  for (let i = 1; i <= 4.3 * sd; i++) half.push(Math.exp(-((i / sd) ** 2) / 2));
  const sum = 2 * half.reduce((a, b) => a + b) - 1;
  return half.map((weight) => weight / sum);
}

/** Weighted means along one direction. */
function smooth(
  picture: Picture,
  { width, height }: ImageShape,
  weights: readonly number[],
  right: number,
  down: number,
): Picture {
  return picture.map((value, p) => {
    const [row, column] = [Math.floor(p / width), p % width];
    let sum = weights[0]! * value;
    for (let i = 1; i < weights.length; i++) {
      const before = within(row - i * down, height) * width + within(column - i * right, width);
      const after = within(row + i * down, height) * width + within(column + i * right, width);
      sum += weights[i]! * (picture[before]! + picture[after]!);
    }
    return sum;
  });
}

const within = (at: number, size: number) => Math.min(size - 1, Math.max(0, at));
