import { z } from 'zod';
import { field } from '../../../base/entry';
import { softmax } from '../../numeric/softmax';
import { defineMethod } from './method';
import { softLoss } from './softLoss';

/** Two students that teach each other. */
export const mutual = defineMethod({
  title: { en: 'Mutual learning', 'zh-CN': '互学习' },
  summary: {
    en: 'No teacher: two students of different starting weights learn the labels and each other’s present answers. A student hears its peer in inference mode (running statistics, no dropout), where the usual code takes its outputs in training mode. Shown is the first of them.',
    'zh-CN':
      '没有教师：两个初始权重不同的学生同时学习标签和对方当前的输出。对方以推理模式作答（用滑动统计量，无 dropout），而常见实现取其训练模式的输出。图中为第一个学生。',
  },
  formula: 'L_1 = \\mathrm{CE}(y, s_1) + \\lambda\\,\\mathrm{KL}(p_2 \\,\\|\\, p_1)',
  source: 'Zhang et al. 2018, arXiv:1706.00384, eq. 5',
  role: 'method',
  unlabelled: true,
  params: {
    weight: field(z.number().min(0).max(100).default(1), {
      label: { en: 'Weight of the peer λ', 'zh-CN': '同伴权重 λ' },
      help: {
        en: 'How much the other student’s answers count beside the labels.',
        'zh-CN': '另一名学生的输出相对标签的权重。',
      },
      sliderRange: [0, 5],
      step: 0.1,
    }),
  },
  plan: () => ({ kind: 'peer' }),
  /**
   * The peer's logits are its current ones. The caller of both networks writes their softmax into the column `soft`.
   */
  teach: ({ logits, classes, labelled }, { weight }) => ({
    objective: softLoss(
      { soft: softmax(logits[0]!, classes, 1), labelled, classes },
      { hard: 1, soft: weight, temperature: 1 },
    ),
  }),
  terms: ({ weight }) => ({ hard: 1, soft: weight, temperature: 1 }),
});
