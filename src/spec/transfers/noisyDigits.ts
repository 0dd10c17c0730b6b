import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const noisyDigits: ReadyTransfer = {
  title: { en: 'Digits → noisy digits', 'zh-CN': '数字 → 带噪数字' },
  why: {
    en: 'Noise on every pixel. The source teacher loses less than one would think, and five labels of each class are worse than what it knows: it pays to keep it. Making the domains alike harms here, for noise is not in the source at all.',
    'zh-CN':
      '每个像素都有噪声。源域教师的损失比想象的小，每类五个标签还不如它已有的知识：值得保留它。此时强行对齐两个域反而有害，因为源域里根本没有噪声。',
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
    seeds: 5,
    sweep: { over: 'shifts.0.sd', values: [0, 0.25, 0.5, 0.75] },
  },
};
