import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const halves: ReadyTransfer = {
  title: { en: 'Two halves of a digit', 'zh-CN': '数字的两半' },
  why: {
    en: 'The teacher sees the upper half of each digit, the student the lower half. The teacher knows nothing about lower halves; but its outputs on the upper half of the same digit teach the student better, without any labels, than a few labels do.',
    'zh-CN':
      '教师网络看每个数字的上半，学生网络看下半。教师网络对下半部分一无所知；但用它对同一数字上半部分的输出来教学生网络，不用任何标签就优于使用少量标签。',
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
