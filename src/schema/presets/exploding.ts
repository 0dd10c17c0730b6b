import type { Preset } from './preset';

export const exploding: Preset = {
  title: { en: 'Exploding ReLU', 'zh-CN': '爆炸的 ReLU' },
  why: {
    en: 'Weights twice He’s double the activations forward and the signal back at every layer; after twenty of them the first update throws the network out of the range of numbers.',
    'zh-CN': '权重是 He 的两倍，激活值向前、信号向后每层都翻倍；二十层之后，开头的更新就让网络的数值溢出。',
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
