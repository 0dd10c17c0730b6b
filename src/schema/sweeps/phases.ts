import type { SweepPreset } from './sweepPreset';

export const phases: SweepPreset = {
  title: { en: 'Order and chaos: σw² × σb²', 'zh-CN': '有序与混沌：σw² × σb²' },
  why: {
    en: 'Where gradients vanish (ordered phase) and where they explode (chaotic phase) in 50 tanh layers; between them the critical line of mean-field theory. Poole et al. 2016.',
    'zh-CN':
      '50 层 tanh 网络中梯度在何处消失（有序相）、何处爆炸（混沌相）；其间是平均场理论的临界线。Poole 等 2016。',
  },
  sweep: {
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Order and chaos: σw² × σb²',
    experiment: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Order and chaos: σw² × σb²',
      seed: 1,
      data: { kind: 'gaussianNoise', samples: 200 },
      network: {
        depth: 50,
        width: 64,
        activation: 'tanh',
        initializer: { kind: 'meanField', sigmaW: 1, sigmaB: 0 },
      },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32 },
    },
    axes: [
      { field: 'network.initializer.sigmaW', spacing: 'squares', from: 0.5, to: 4, count: 32 },
      { field: 'network.initializer.sigmaB', spacing: 'squares', from: 0, to: 0.3, count: 32 },
    ],
    metric: 'signalRatio',
  },
};
