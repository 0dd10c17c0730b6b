import { softmax } from '../../numeric/softmax';
import { defineMethod } from './method';
import { softLoss } from './softLoss';

/** Cross-entropy with the teacher's unsoftened probabilities. */
export const softTargets = defineMethod({
  title: { en: 'Soft targets, T = 1', 'zh-CN': '软目标，T = 1' },
  summary: {
    en: 'Cross-entropy with the teacher’s probabilities, as in most tutorials. The probabilities of a confident teacher are nearly hard labels. The loss shown is reduced by the teacher’s entropy.',
    'zh-CN':
      '对教师网络概率的交叉熵，多数教程的写法。置信度高的教师网络给出的概率几乎就是硬标签。所示损失已减去教师网络自身的熵。',
  },
  formula: 'L = -\\sum_k q_k \\ln p_k',
  source: 'Hinton et al. 2015, arXiv:1503.02531',
  role: 'method',
  unlabelled: true,
  params: {},
  plan: () => ({ kind: 'teacher' }),
  teach: ({ logits, classes, labelled }) => ({
    objective: softLoss(
      { soft: softmax(logits[0]!, classes, 1), labelled, classes },
      { hard: 0, soft: 1, temperature: 1 },
    ),
  }),
  terms: () => ({ hard: 0, soft: 1, temperature: 1 }),
  pytorch: () => ({ lines: ['return soft_loss(softened(t, 1), s, 1)'] }),
});
