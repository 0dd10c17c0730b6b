import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const halves: ReadyTransfer = {
  title: { en: 'Two halves of a digit', 'zh-CN': '数字的两半' },
  why: {
    en: 'The teacher sees the upper half of each digit, the student the lower. The teacher knows nothing of lower halves; but asked about the upper half of the very same digit, it teaches the student without a single label better than a few labels do.',
    'zh-CN':
      '教师看每个数字的上半，学生看下半。教师对下半一无所知；但让它看同一个数字的上半再作答，不用任何标签就能把学生教得比少量标签更好。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'Two halves of a digit',
    source: digitsSource,
    sourceShifts: [{ kind: 'featureDrop', share: 0.5, which: 'last' }],
    target: { shifts: [{ kind: 'featureDrop', share: 0.5, which: 'first' }], labelBudget: 5 },
    paired: true,
    methods: [
      { kind: 'sourceOnly' },
      { kind: 'targetOnly' },
      { kind: 'joint' },
      { kind: 'fineTune' },
      { kind: 'distil' },
      { kind: 'crossModal' },
      { kind: 'coral' },
    ],
    seeds: 10,
    sweep: { over: 'labelBudget', values: [1, 2, 5, 10, 20, null] },
  },
};
