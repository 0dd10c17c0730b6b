import type { ReadyTransfer } from './ready';

export const deepSigmoid: ReadyTransfer = {
  title: { en: 'Twelve sigmoid layers do not adapt', 'zh-CN': '十二个 sigmoid 层无法适应' },
  why: {
    en: 'What vanishes while learning vanishes while adapting: in fine-tuning, a layer changes the less the lower it lies, the lowest by less than a thousandth of what the output layer does. The teacher has not learned its source either, for the same reason.',
    'zh-CN':
      '学习时消失的梯度，适应时同样消失：微调中越低的层变化越小，最低层不到输出层的千分之一。教师也因同样的原因没有学会源域。',
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
    seeds: 3,
  },
};
