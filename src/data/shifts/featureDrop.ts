import { z } from 'zod';
import { field } from '../../base/entry';
import type { Random } from '../../random/random';
import type { ImageShape, Samples } from '../sets/dataset';
import { coordinatesOf, withCoordinates } from './coordinates';
import { defineShift } from './shift';

export const featureDrop = defineShift({
  title: { en: 'Feature drop', 'zh-CN': '特征缺失' },
  summary: {
    en: 'Some features are 0 in every sample, as with a failed sensor; in images a block of pixels.',
    'zh-CN': '部分特征在所有样本中为 0，如同传感器失灵；图像则为一块像素。',
  },
  formula: 'x_j \\leftarrow 0,\\quad j \\in D',
  for: 'any',
  params: {
    share: field(z.number().min(0).max(1).default(0.25), {
      label: { en: 'Share', 'zh-CN': '比例' },
      help: {
        en: 'Share of the features (for points in the plane: of the coordinates) that is lost; above 0 at least one.',
        'zh-CN': '缺失特征（平面数据则为坐标）的比例；大于 0 时至少缺失一个。',
      },
      sliderRange: [0, 1],
      step: 0.05,
    }),
    which: field(z.enum(['random', 'first', 'last']).default('random'), {
      label: { en: 'Which', 'zh-CN': '哪些' },
      help: {
        en: 'Chosen at random (in images a block anywhere), or the first or last in order (in images the top or the bottom).',
        'zh-CN': '随机选取（图像为某处的一块），或按顺序取最前、最后的（图像为上部或下部）。',
      },
      options: {
        random: { en: 'at random', 'zh-CN': '随机' },
        first: { en: 'the first', 'zh-CN': '最前' },
        last: { en: 'the last', 'zh-CN': '最后' },
      },
    }),
  },
  zero: { share: 0, which: 'random' },
  apply: (samples, { share, which }, random) => {
    const { values, columns } = coordinatesOf(samples);
    const dropped = which === 'random' ? chosen(samples, columns, share, random) : new Set<number>();
    const count = dropCount(columns, share);
    for (let j = 0; which !== 'random' && j < count; j++)
      dropped.add(which === 'first' ? j : columns - 1 - j);
    return withCoordinates(
      samples,
      values.map((value, k) => (dropped.has(k % columns) ? 0 : value)),
    );
  },
});

const dropCount = (columns: number, share: number) =>
  share > 0 ? Math.max(1, Math.round(share * columns)) : 0;

const chosen = ({ image }: Samples, columns: number, share: number, random: Random): Set<number> =>
  image
    ? block(image, share, random)
    : new Set(random.permutation(columns).slice(0, dropCount(columns, share)));

/** The pixels of a block with the picture's proportions, at a random place in it. */
function block({ width, height }: ImageShape, share: number, random: Random): Set<number> {
  const [across, down] = [width, height].map((side) => dropCount(side, Math.sqrt(share))) as [number, number];
  const left = random.integer(width - across + 1);
  const top = random.integer(height - down + 1);
  return new Set(
    Array.from(
      { length: across * down },
      (_, i) => (top + Math.floor(i / across)) * width + left + (i % across),
    ),
  );
}
