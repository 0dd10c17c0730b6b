import { softmax } from '../../numeric/softmax';
import { defineMethod } from './method';
import { alpha, temperature } from './params';
import { softLoss } from './softLoss';

/** Knowledge distillation as first described. */
export const hinton = defineMethod({
  title: { en: 'Distillation (Hinton)', 'zh-CN': '知识蒸馏（Hinton）' },
  summary: {
    en: 'Labels together with the teacher’s softened probabilities. At high T the gradient of the second term falls as 1/T²; multiplied by T² it tends to a limit.',
    'zh-CN':
      '同时使用标签与教师网络的软化概率。高温下第二项本身的梯度按 1/T² 减小；乘以 T² 后则趋于一个极限。',
  },
  formula:
    'L = \\alpha\\,\\mathrm{CE}(y, s) + (1-\\alpha)\\,T^2\\,\\mathrm{KL}(\\operatorname{softmax}(t/T)\\,\\|\\,\\operatorname{softmax}(s/T))',
  source: 'Hinton et al. 2015, arXiv:1503.02531',
  role: 'method',
  unlabelled: true,
  params: { alpha: alpha(0.1), temperature: temperature(4) },
  plan: () => ({ kind: 'teacher' }),
  teach: ({ logits, classes, labelled }, { alpha, temperature }) => ({
    objective: softLoss(
      { soft: softmax(logits[0]!, classes, temperature), labelled, classes },
      { hard: alpha, soft: 1 - alpha, temperature },
    ),
  }),
  terms: ({ alpha, temperature }) => ({ hard: alpha, soft: 1 - alpha, temperature }),
  pytorch: ({ alpha, temperature }) => ({
    lines: [
      `return ${alpha} * cross_entropy(s, y) + (1 - ${alpha}) * soft_loss(softened(t, ${temperature}), s, ${temperature})`,
    ],
  }),
});
