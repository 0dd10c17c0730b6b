import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const noisyDigits: ReadyTransfer = {
  title: { en: 'Digits → noisy digits', 'zh-CN': '数字 → 带噪数字' },
  why: {
    en: 'Noise on every pixel. The source teacher’s knowledge is still worth more than five labels per class alone; fine-tuning keeps it and, like pseudo-labels and MMD, adds at most about 3 percentage points in the median of ten seeds. Gradient reversal, which tries to remove every effect of the noise, loses about 9 percentage points at medium noise.',
    'zh-CN':
      '每个像素都有噪声。源域教师网络的知识仍优于只用每类五个标签；微调保留了这些知识，并与伪标签、MMD 一样，十个种子的中位数至多提高约 3 个百分点。梯度反转试图消除噪声的一切影响，在中等噪声下反而低约 9 个百分点。',
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
