import type { Challenge } from './challenge';

export const tameExplosion: Challenge = {
  title: { en: 'Tame an explosion', 'zh-CN': '抑制梯度爆炸' },
  task: {
    en: 'Weights twice as large as He’s make the first updates overflow. The weights stay; make the training survive and learn.',
    'zh-CN': '权重是 He 初始化的两倍，最初几次更新就会溢出。权重保持不变，使训练不发散，并且学会。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 12, width: 16, activation: 'relu', initializer: { kind: 'heNormal', gain: 2 } },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 300, batchSize: 16 },
  },
  settings: [
    { path: 'training.clipNorm' },
    { path: 'training.optimizer.learningRate' },
    { path: 'training.batchSize', max: 64 },
  ],
  maxChanges: 1,
  steps: 300,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.9 }],
};
