import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const learnedSigmoid: ReadyTransfer = {
  title: {
    en: 'A sigmoid network that has learned does adapt',
    'zh-CN': '学会源域的 sigmoid 网络可以适应目标域',
  },
  why: {
    en: 'Five sigmoid layers with large weights. At initialization the gradient shrinks about tenfold from the last layer to the first; once the source is learned it no longer does. Fine-tuning then changes the first layer at least as much as the last: what hinders training need not hinder transfer.',
    'zh-CN':
      '五个 sigmoid 层，权重较大。初始时梯度从最后一层到第一层缩小到约十分之一；学会源域之后不再如此。此后微调对第一层的改变不亚于最后一层：妨碍训练的因素未必妨碍迁移。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'A sigmoid network that has learned does adapt',
    source: {
      ...digitsSource,
      network: {
        depth: 5,
        width: 48,
        activation: 'sigmoid',
        initializer: { kind: 'glorotNormal', gain: 3 },
      },
      training: { optimizer: { kind: 'sgd', learningRate: 0.5 }, batchSize: 64, steps: 1500 },
    },
    target: { shifts: [{ kind: 'invert', amount: 1 }], labelBudget: 10 },
    methods: [
      { kind: 'sourceOnly' },
      { kind: 'targetOnly' },
      { kind: 'fineTune' },
      { kind: 'fineTune', what: 'last' },
      { kind: 'fineTune', what: 'gradual' },
    ],
    seeds: 10,
  },
};
