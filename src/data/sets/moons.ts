import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** Two interleaved half circles of radius 1, like scikit-learn's `make_moons`, centred on the origin. */
export const moons = defineDataSet({
  title: { en: 'Two moons', 'zh-CN': '双月' },
  summary: {
    en: 'Two interleaved half circles: a curved boundary that no linear model finds.',
    'zh-CN': '两个交错的半圆：线性模型找不到的弯曲边界。',
  },
  formula: '(\\cos t, \\sin t),\\ (1 - \\cos t, \\tfrac12 - \\sin t)',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: planeParams(400, 0.1),
  samples: (params, random) =>
    planeSamples(params, random, 2, (label) => {
      const t = Math.PI * random.uniform();
      return label === 0 ? [Math.cos(t) - 0.5, Math.sin(t) - 0.25] : [0.5 - Math.cos(t), 0.25 - Math.sin(t)];
    }),
});
