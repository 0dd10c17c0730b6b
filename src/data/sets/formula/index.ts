import { z } from 'zod';
import { field } from '../../../base/entry';
import { say } from '../../../base/problem';
import { defineDataSet } from '../dataset';
import { generatedParams } from '../plane';
import type { formulaSamples } from './formulaSamples';

/** What draws the samples, once it is loaded. */
let draw: typeof formulaSamples | undefined;

const end = (value: number, en: string, chinese: string) =>
  field(z.number().min(-1000).max(1000).default(value), {
    label: say(en, chinese),
    help: say('The inputs x are drawn uniformly between the two ends.', '输入 x 在两端之间均匀抽取。'),
    sliderRange: [-5, 5],
    step: 0.1,
  });

/** A regression whose target is a formula in x, with noise where the formula says so. */
export const formula = defineDataSet({
  title: { en: 'Formula (regression)', 'zh-CN': '公式（回归）' },
  summary: {
    en: 'A curve of your own to fit, written as a formula in x.',
    'zh-CN': '用 x 的公式写出的自定义曲线。',
  },
  formula: 'y = f(x)',
  task: 'regression',
  plane: 1,
  unlimited: true,
  params: {
    formula: field(z.string().min(1).max(500).default('sin(3x) + 0.1 noise'), {
      label: say('Formula', '公式'),
      help: say(
        'The target as a formula in x, of + − * / ^ and functions; noise is a standard normal number, drawn anew for each sample.',
        '目标值关于 x 的公式，可用 + − * / ^ 与函数；noise 为每个样本重新抽取的标准正态随机数。',
      ),
      async check(text, beside) {
        const { checkFormula } = await import('./formulaSamples');
        checkFormula({ ...(beside as { from: number; to: number }), formula: text });
      },
    }),
    samples: generatedParams(200, 0).samples,
    from: end(-1, 'From x', 'x 的下端'),
    to: end(1, 'To x', 'x 的上端'),
  },
  async load() {
    draw ??= (await import('./formulaSamples')).formulaSamples;
  },
  isLoaded: () => draw !== undefined,
  samples: (fields, random) => draw!(fields, random),
});
