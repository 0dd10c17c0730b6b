import { softmax } from '../../numeric/softmax';
import { defineMethod } from './method';
import { softLoss } from './softLoss';

/** Cross-entropy with the teacher's unsoftened probabilities. */
export const softTargets = defineMethod({
  title: { en: 'Soft targets, T = 1', 'zh-CN': '软目标，T = 1' },
  summary: {
    en: 'Cross-entropy against the teacher’s probabilities, the form of most tutorials. A sure teacher’s probabilities are nearly hard labels. The loss shown is the part above the teacher’s own entropy.',
    'zh-CN':
      '对教师概率的交叉熵，多数教程的写法。自信的教师给出的概率几乎就是硬标签。所示损失已减去教师自身的熵。',
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
});
