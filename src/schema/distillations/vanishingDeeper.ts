import type { ReadyDistillation } from './ready';
import { vanishing } from './vanishing';

const { distillation } = vanishing;
const name = 'Vanishing gradients, twice as deep';

/** A network so deep that the signal vanishes even over half of its layers. */
export const vanishingDeeper: ReadyDistillation = {
  title: { en: name, 'zh-CN': '梯度消失，深度加倍' },
  why: {
    en: 'Sixteen sigmoid layers instead of eight. A hint in the middle halves the path of the signal, but half the path is now as long as the whole path was: hints stay at chance level, too. Networks with batch normalization, or ReLU with He weights, still learn without any teacher.',
    'zh-CN':
      '十六层 sigmoid（原为八层）。中部的 hint 使信号的路径减半，但减半后仍与原来的全程一样长：hint 蒸馏也停在随机水平。使用批归一化或 ReLU + He 初始化的网络无需教师网络仍能学习。',
  },
  distillation: {
    ...distillation,
    name,
    student: { ...distillation.student, network: { ...distillation.student.network, depth: 16 } },
  },
};
