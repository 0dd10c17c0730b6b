import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** A 4 × 4 board over [−1, 1]². */
export const checkerboard = defineDataSet({
  title: { en: 'Checkerboard', 'zh-CN': '棋盘' },
  summary: {
    en: 'Sixteen squares of alternating classes: a boundary with many corners.',
    'zh-CN': '十六个类别交替的方格：边界有许多拐角。',
  },
  formula: 'y = (\\lfloor 2x_1 \\rfloor + \\lfloor 2x_2 \\rfloor) \\bmod 2',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: planeParams(800, 0),
  samples: (params, random) =>
    planeSamples(params, random, 2, (label) => {
      const column = random.integer(4);
      const row = 2 * random.integer(2) + ((column + label) % 2);
      const place = (cell: number) => (cell + random.uniform()) / 2 - 1;
      return [place(column), place(row)];
    }),
});
