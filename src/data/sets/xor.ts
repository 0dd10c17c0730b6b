import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** Opposite quadrants of the square [−1, 1]² share a class. */
export const xor = defineDataSet({
  title: { en: 'XOR', 'zh-CN': '异或' },
  summary: {
    en: 'Opposite quadrants share a class: not linearly separable, but one hidden layer is enough.',
    'zh-CN': '对角象限同类：线性不可分，一个隐藏层即可解决。',
  },
  formula: 'y = [x_1 x_2 < 0]',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: planeParams(400, 0.05),
  samples: (params, random) =>
    planeSamples(params, random, 2, (label) => {
      const x = (0.1 + 0.9 * random.uniform()) * (random.uniform() < 0.5 ? -1 : 1);
      const y = 0.1 + 0.9 * random.uniform();
      return [x, label === 0 ? Math.sign(x) * y : -Math.sign(x) * y];
    }),
});
