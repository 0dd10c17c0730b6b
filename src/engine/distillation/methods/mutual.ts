import { z } from 'zod';
import { field } from '../../../base/entry';
import { softmax } from '../../numeric/softmax';
import { defineMethod } from './method';
import { softLoss } from './softLoss';

/** Two students that teach each other. */
export const mutual = defineMethod({
  title: { en: 'Mutual learning', 'zh-CN': '互学习' },
  summary: {
    en: 'No teacher: two students with different initial weights learn from the labels and from each other’s current outputs. The peer’s outputs are computed in inference mode (running statistics, no dropout), where the usual code uses training mode. The first of the two is shown.',
    'zh-CN':
      '没有教师网络：两个初始权重不同的学生网络同时学习标签和对方当前的输出。对方的输出按推理模式计算（用滑动统计量，无 dropout），而常见实现用训练模式。图中为第一个学生网络。',
  },
  formula: 'L_1 = \\mathrm{CE}(y, s_1) + \\lambda\\,\\mathrm{KL}(p_2 \\,\\|\\, p_1)',
  source: 'Zhang et al. 2018, arXiv:1706.00384, eq. 5',
  role: 'method',
  unlabelled: true,
  params: {
    weight: field(z.number().min(0).max(100).default(1), {
      label: { en: 'Weight of the peer λ', 'zh-CN': '同伴权重 λ' },
      help: {
        en: 'Weight of the other student’s outputs, relative to the labels.',
        'zh-CN': '另一个学生网络的输出相对标签的权重。',
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
  pytorch: ({ weight }) => ({
    lines: [`return cross_entropy(s, y) + ${weight} * soft_loss(softened(t, 1), s, 1)`],
  }),
});
