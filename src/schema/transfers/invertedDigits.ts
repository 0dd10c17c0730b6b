import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const invertedDigits: ReadyTransfer = {
  title: { en: 'Digits → inverted digits', 'zh-CN': '数字 → 反色数字' },
  why: {
    en: 'The same shapes, dark on bright: the source teacher gets almost none right, and what learns from its answers learns to be wrong. How many labels does the target need, and which method makes most of them? Fine-tuning forgets the source on the way.',
    'zh-CN':
      '形状相同、明暗互换：源域教师几乎全错，从它的答案学习也就学会了犯错。目标域需要多少标签，哪种方法用得最好？微调的同时忘掉了源域。',
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
