import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** A ring of radius 1 around a ring of radius 0.5. */
export const circles = defineDataSet({
  title: { en: 'Circles', 'zh-CN': '同心圆' },
  summary: {
    en: 'Two concentric rings. With x² and y² as features a single unit is enough.',
    'zh-CN': '两个同心圆环；若输入 x² 与 y²，一个神经元就够。',
  },
  formula: 'r \\in \\{\\tfrac12, 1\\}',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: planeParams(400, 0.08),
  samples: (params, random) =>
    planeSamples(params, random, 2, (label) => {
      const t = 2 * Math.PI * random.uniform();
      const radius = label === 0 ? 1 : 0.5;
      return [radius * Math.cos(t), radius * Math.sin(t)];
    }),
});
