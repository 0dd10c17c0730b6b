import type { ReadyTransfer } from './ready';

export const deepSigmoid: ReadyTransfer = {
  title: { en: 'Twelve sigmoid layers do not adapt', 'zh-CN': '十二个 sigmoid 层无法适应目标域' },
  why: {
    en: 'Gradients that vanish in training vanish in adaptation, too: in fine-tuning, the lower a layer, the less it changes; in the lowest six layers the change is at the level of rounding errors, below a millionth of the weights, while the output layer changes by 0.6 %. The teacher has not learned the source either, for the same reason: its outputs are constant to float32 precision, so no accuracy is given.',
    'zh-CN':
      '训练时消失的梯度，在适应时同样消失：微调中越靠近输入的层变化越小，最前六层的变化已与舍入误差相当，不到权重的百万分之一；输出层则改变约 0.6 %。教师网络也因同样的原因没有学会源域：其输出在 float32 精度内为常数，因此不给出准确率。',
  },
  transfer: {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'Twelve sigmoid layers do not adapt',
    source: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Source',
      seed: 1,
      data: { kind: 'moons', samples: 400, noise: 0.1 },
      network: { depth: 12, width: 32, activation: 'sigmoid' },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 64, steps: 600 },
    },
    target: { shifts: [{ kind: 'rotation', degrees: 45 }], labelBudget: 20 },
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
