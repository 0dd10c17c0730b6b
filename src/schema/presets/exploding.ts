import type { Preset } from './preset';

export const exploding: Preset = {
  title: { en: 'Exploding ReLU', 'zh-CN': '爆炸的 ReLU' },
  why: {
    en: 'Weights twice as large as He’s double the activations and the backward signal at every layer; over twenty layers the first updates make the network overflow.',
    'zh-CN':
      '权重是 He 初始化的两倍，前向的激活值与反向信号每层都翻倍；经过二十层，最初的几次更新就使网络数值溢出。',
  },
  works: false,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'Exploding ReLU',
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: { depth: 20, width: 32, activation: 'relu', initializer: { kind: 'heNormal', gain: 2 } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32, steps: 1000 },
  },
};
