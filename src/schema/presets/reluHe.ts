import type { Preset } from './preset';

export const reluHe: Preset = {
  title: { en: 'ReLU with He weights', 'zh-CN': 'ReLU 与 He 初始化' },
  why: {
    en: 'ReLU passes the signal of active units unchanged, and He’s doubled variance compensates for inactive ones, so all twenty layers learn from the start.',
    'zh-CN': '激活的 ReLU 神经元不改变信号，He 加倍的方差补偿未激活的神经元，因此二十层从一开始就能学习。',
  },
  works: true,
  spec: {
    format: 'gradient-lab/experiment',
    version: 1,
    name: 'ReLU with He weights',
    data: { kind: 'moons', samples: 400, noise: 0.1 },
    network: { depth: 20, width: 32, activation: 'relu', initializer: { kind: 'heNormal' } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32, steps: 1000 },
  },
};
