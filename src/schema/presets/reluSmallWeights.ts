import type { Preset } from './preset';

export const reluSmallWeights: Preset = {
  title: { en: 'Small weights, healthy looks', 'zh-CN': '看似健康的小权重' },
  why: {
    en: 'Activations shrink about fivefold a layer forward and the signal fivefold a layer back; the weight gradient is their product, so it looks level over the layers while both vanish. Look at all three.',
    'zh-CN':
      '激活值向前每层缩小约五倍，信号向后每层也缩小约五倍；权重梯度是两者之积，于是各层看起来齐平，其实两者都在消失。三者要一起看。',
  },
  works: false,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Small weights, healthy looks',
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: {
      depth: 20,
      width: 32,
      activation: 'relu',
      initializer: { kind: 'meanField', sigmaW: 0.3, sigmaB: 0 },
    },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32, steps: 1000 },
  },
};
