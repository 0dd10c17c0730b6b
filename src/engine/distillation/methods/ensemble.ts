import { z } from 'zod';
import { field } from '../../../base/entry';
import { softmax } from '../../numeric/softmax';
import { defineMethod } from './method';
import { alpha, temperature } from './params';
import { softLoss } from './softLoss';

/** Several teachers with different seeds. */
export const ensemble = defineMethod({
  title: { en: 'Ensemble of teachers', 'zh-CN': '教师网络集成' },
  summary: {
    en: 'Several teachers of different seeds; the student learns the mean of their softened probabilities.',
    'zh-CN': '多个不同种子的教师网络；学生网络学习它们软化概率的平均。',
  },
  formula: 'q = \\tfrac1M \\sum_m \\operatorname{softmax}(t^{(m)}/T)',
  source: 'Hinton et al. 2015, arXiv:1503.02531',
  role: 'method',
  unlabelled: true,
  params: {
    teachers: field(z.int().min(2).max(10).default(3), {
      label: { en: 'Teachers', 'zh-CN': '教师网络数' },
      help: { en: 'How many teachers are trained.', 'zh-CN': '训练多少个教师网络。' },
      sliderRange: [2, 10],
      step: 1,
    }),
    alpha: alpha(0.1),
    temperature: temperature(4),
  },
  plan: ({ teachers }) => ({ kind: 'ensemble', count: teachers }),
  teach({ logits, classes, labelled }, { alpha, temperature }) {
    const all = logits.map((one) => softmax(one, classes, temperature));
    const soft = all[0]!.map((_, i) => all.reduce((sum, one) => sum + one[i]!, 0) / all.length);
    return {
      objective: softLoss({ soft, labelled, classes }, { hard: alpha, soft: 1 - alpha, temperature }),
    };
  },
  terms: ({ alpha, temperature }) => ({ hard: alpha, soft: 1 - alpha, temperature }),
  pytorch: ({ alpha, temperature }) => ({
    lines: [
      `q = softened(t, ${temperature}).mean(0)`,
      `return ${alpha} * cross_entropy(s, y) + (1 - ${alpha}) * soft_loss(q, s, ${temperature})`,
    ],
  }),
});
