import { digitsSource } from './digits';
import type { ReadyTransfer } from './ready';

export const learnedSigmoid: ReadyTransfer = {
  title: { en: 'A sigmoid network that has learned, adapts', 'zh-CN': '学会了的 sigmoid 网络可以适应' },
  why: {
    en: 'Five sigmoid layers with wide weights. At the start the gradient shrinks about tenfold from top to bottom; once the source is learned it no longer does. Fine-tuning then changes the lowest layer at least as much as the highest: what hinders learning need not hinder transfer.',
    'zh-CN':
      '五个 sigmoid 层，权重较大。开始时梯度自上而下缩小约十倍；学会源域之后不再如此。此后微调对最低层的改变不亚于最高层：妨碍学习的未必妨碍迁移。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'A sigmoid network that has learned, adapts',
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
