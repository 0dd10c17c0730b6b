import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const noisyDigits: ReadyTransfer = {
  title: { en: 'Digits → noisy digits', 'zh-CN': '数字 → 带噪数字' },
  why: {
    en: 'Noise on every pixel. What the source teacher knows is still worth more than five labels of each class alone; fine-tuning keeps it and, like pseudo-labels and MMD, adds at most about 0.03 in the median of ten seeds. Gradient reversal, which wants to hide all that noise does, loses about 0.09 at middling noise.',
    'zh-CN':
      '每个像素都有噪声。源域教师已有的知识仍胜过单用每类五个标签；微调保留它，并与伪标签、MMD 一样，十个种子的中位数至多提高约 0.03。想隐去噪声一切痕迹的梯度反转在中等噪声下低约 0.09。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'Digits to noisy digits',
    source: digitsSource,
    target: { shifts: [{ kind: 'noise', sd: 0.5 }], labelBudget: 5 },
    methods: [
      { kind: 'sourceOnly' },
      { kind: 'targetOnly' },
      { kind: 'joint' },
      { kind: 'fineTune' },
      { kind: 'distil' },
      { kind: 'labelsAndSoft' },
      { kind: 'pseudoLabels' },
      { kind: 'coral' },
      { kind: 'mmd' },
      { kind: 'adversarial' },
    ],
    seeds: 10,
    sweep: { over: 'shifts.0.sd', values: [0, 0.25, 0.5, 0.75] },
  },
};
