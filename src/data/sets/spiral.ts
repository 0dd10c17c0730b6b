import { z } from 'zod';
import { field } from '../../spec/entry';
import { defineDataSet } from './dataset';
import { planeParams, planeSamples } from './plane';

/** Arms that wind out of the origin, one class each. */
export const spiral = defineDataSet({
  title: { en: 'Spiral', 'zh-CN': '螺旋' },
  summary: {
    en: 'Arms that wind around each other, one class each: hard for shallow networks.',
    'zh-CN': '相互缠绕的旋臂，各为一类：浅层网络难以学会。',
  },
  formula: 'r = 1.5\\,t,\\quad \\theta = 1.25 \\cdot 2\\pi t + 2\\pi k / K',
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
  },
  samples: (params, random) =>
    planeSamples(params, random, params.arms, (label) => {
      const t = Math.sqrt(random.uniform());
      const angle = 2.5 * Math.PI * t + (2 * Math.PI * label) / params.arms;
      return [1.5 * t * Math.cos(angle), 1.5 * t * Math.sin(angle)];
    }),
});
