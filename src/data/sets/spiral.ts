import { z } from 'zod';
import { field } from '../../base/entry';
import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** Arms that wind out of the origin, one class each. */
export const spiral = defineDataSet({
  title: { en: 'Spiral', 'zh-CN': '螺旋' },
  summary: {
    en: 'Arms that wind around each other, one class each: the decision boundary has to wind with them.',
    'zh-CN': '相互缠绕的旋臂，各为一类：决策边界须随之缠绕。',
  },
  formula: 'r = 1.5\\,t,\\quad \\theta = 2\\pi n t + 2\\pi k / K',
  task: 'classification',
  plane: 2,
  unlimited: true,
  params: {
    ...planeParams(600, 0.05),
    arms: field(z.int().min(2).max(5).default(3), {
      label: { en: 'Arms', 'zh-CN': '旋臂数' },
      help: { en: 'How many arms, one class each.', 'zh-CN': '旋臂的数目，每臂一类。' },
      sliderRange: [2, 5],
      step: 1,
    }),
    turns: field(z.number().min(0).max(10).default(1.25), {
      label: { en: 'Turns', 'zh-CN': '圈数' },
      help: {
        en: 'How often n an arm winds around the origin: the more, the harder.',
        'zh-CN': '每条旋臂绕原点的圈数 n：越多越难。',
      },
      sliderRange: [0, 3],
      step: 0.05,
    }),
  },
  samples: (params, random) =>
    planeSamples(params, random, params.arms, (label) => {
      const t = Math.sqrt(random.uniform());
      const angle = 2 * params.turns * Math.PI * t + (2 * Math.PI * label) / params.arms;
      return [1.5 * t * Math.cos(angle), 1.5 * t * Math.sin(angle)];
    }),
});
