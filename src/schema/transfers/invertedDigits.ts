import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const invertedDigits: ReadyTransfer = {
  title: { en: 'Digits → inverted digits', 'zh-CN': '数字 → 反色数字' },
  why: {
    en: 'The same shapes, dark on bright: the source teacher misclassifies almost all of them, and methods that learn from its outputs learn its errors. How many labels does the target need, and which method uses them best? Fine-tuning forgets the source.',
    'zh-CN':
      '形状相同、明暗互换：源域教师网络几乎全部判错，从其输出学习的方法也学到了这些错误。目标域需要多少标签，哪种方法利用得最好？微调会遗忘源域。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'Digits to inverted digits',
    source: digitsSource,
    target: { shifts: [{ kind: 'invert', amount: 1 }], labelBudget: 5 },
    methods: [
      { kind: 'sourceOnly' },
      { kind: 'targetOnly' },
      { kind: 'joint' },
      { kind: 'fineTune' },
      { kind: 'fineTune', what: 'last' },
      { kind: 'distil' },
      { kind: 'labelsAndSoft' },
      { kind: 'pseudoLabels' },
      { kind: 'coral' },
      { kind: 'adversarial' },
    ],
    seeds: 10,
    sweep: { over: 'labelBudget', values: [1, 2, 5, 10, 20, null] },
  },
};
