import type { Preset } from './preset';

export const reluHe: Preset = {
  title: { en: 'ReLU with He weights', 'zh-CN': 'ReLU 与 He 初始化' },
  why: {
    en: 'ReLU passes the signal of the units that are on as it is, and He’s doubled variance makes up for those that are off, so all twenty layers learn at once.',
    'zh-CN': '开启的 ReLU 单元原样传递信号，He 加倍的方差补偿关闭的单元，于是二十层一起学习。',
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
