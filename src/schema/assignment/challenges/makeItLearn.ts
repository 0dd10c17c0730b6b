import type { Challenge } from './challenge';

export const makeItLearn: Challenge = {
  title: { en: 'Make it learn', 'zh-CN': '让它学起来' },
  task: {
    en: 'Ten sigmoid layers stay at chance level, because the signal that reaches the first layers has vanished. Change one setting so that the network learns the two moons.',
    'zh-CN':
      '十个 Sigmoid 层一直停在随机水平：传到前几层的反向信号已经消失。只改一项设置，让网络学会双月数据。',
  },
  start: {
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 10, width: 8, activation: 'sigmoid' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 400, batchSize: 16 },
  },
  settings: [{ path: 'network.activation' }, { path: 'training.optimizer.learningRate', max: 10 }],
  maxChanges: 1,
  steps: 400,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.9 }],
};
