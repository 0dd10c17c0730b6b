import type { ReadyTransfer } from './ready';

export const rotatedMoons: ReadyTransfer = {
  title: { en: 'Moons, rotated', 'zh-CN': '旋转的双月' },
  why: {
    en: 'The target is the source rotated by 0 to 90°. At 45° the source teacher is at chance level; gradient reversal, without any target labels, still recovers most of the accuracy. At 90° it fails: only labels help, and the teacher is worse than chance.',
    'zh-CN':
      '目标域是旋转 0 到 90° 的源域。45° 时源域教师网络只有随机水平；梯度反转不用目标域标签仍能恢复大部分准确率。90° 时它也失效：只有标签有用，而教师网络比随机水平还差。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'Moons, rotated',
    source: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Source',
      seed: 1,
      data: { kind: 'moons', samples: 400, noise: 0.1 },
      network: { depth: 2, width: 16, activation: 'tanh' },
      training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 64, steps: 600 },
    },
    target: { shifts: [{ kind: 'rotation', degrees: 45 }], labelBudget: 5 },
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
    sweep: { over: 'shifts.0.degrees', values: [0, 15, 30, 45, 60, 75, 90] },
  },
};
