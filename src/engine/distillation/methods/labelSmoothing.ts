import { z } from 'zod';
import { field } from '../../../base/entry';
import { defineMethod } from './method';

/** Soft targets without a teacher. */
export const labelSmoothing = defineMethod({
  title: { en: 'Label smoothing', 'zh-CN': '标签平滑' },
  summary: {
    en: 'Soft targets without a teacher: every wrong class gets the same small probability. Shows what soft targets do when they contain no knowledge.',
    'zh-CN': '没有教师网络的软目标：每个错误类别得到相同的小概率。用来观察不含知识的软目标有何作用。',
  },
  formula: 'y \\leftarrow (1-\\epsilon)\\, y + \\epsilon / K',
  source: 'Müller et al. 2019, arXiv:1906.02629',
  role: 'control',
  unlabelled: false,
  params: {
    epsilon: field(z.number().min(0).max(0.9).default(0.1), {
      label: { en: 'Smoothing ε', 'zh-CN': '平滑 ε' },
      help: {
        en: 'The share of the target that is spread evenly over all classes.',
        'zh-CN': '目标中均匀分给所有类别的份额。',
      },
      sliderRange: [0, 0.9],
      step: 0.05,
    }),
  },
  plan: () => ({ kind: 'none' }),
  teach: ({ targets, labelled, classes }, { epsilon }) => ({
    targets: targets.map(
      (y, i) => (1 - epsilon) * y + (epsilon / classes) * labelled[Math.floor(i / classes)]!,
    ),
  }),
  pytorch: ({ epsilon }) => ({
    lines: [`return cross_entropy(s, (1 - ${epsilon}) * y + ${epsilon} / y.shape[1] * known)`],
  }),
});
