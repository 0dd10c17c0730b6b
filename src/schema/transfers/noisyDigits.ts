import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const noisyDigits: ReadyTransfer = {
  title: { en: 'Digits → noisy digits', 'zh-CN': '数字 → 带噪数字' },
  why: {
    en: 'Noise on every pixel. What the source teacher knows is still worth more than five labels of each class alone; fine-tuning keeps it, but what the labels add is within the spread of the seeds. So is what the milder alignments win; gradient reversal, which wants to hide all that noise does, loses at middling noise.',
    'zh-CN':
      '每个像素都有噪声。源域教师已有的知识仍胜过单用每类五个标签；微调保留它，但标签带来的增益仍在种子间的起伏之内；较温和的对齐也是如此。想隐去噪声一切痕迹的梯度反转在中等噪声下反而更差。',
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
