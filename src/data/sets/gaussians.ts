import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** Two round normal clouds at (±1, ±1), standard deviation 0.5 before noise. */
export const gaussians = defineDataSet({
  title: { en: 'Two Gaussians', 'zh-CN': '两个高斯分布' },
  summary: {
    en: 'Two round clusters that a straight line nearly separates: the easiest task here.',
    'zh-CN': '两个圆形簇，一条直线几乎就能分开：最容易的任务。',
  },
  formula: 'x \\sim \\mathcal N(\\pm(1, 1),\\ 0.5^2)',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: planeParams(400, 0),
  samples: (params, random) =>
    planeSamples(params, random, 2, (label) => {
      const center = label === 0 ? -1 : 1;
      return [center + 0.5 * random.normal(), center + 0.5 * random.normal()];
    }),
});
