import type { Challenge } from './challenge';

export const shortRun: Challenge = {
  title: { en: 'A short run', 'zh-CN': '短时间训练' },
  task: {
    en: 'Plain gradient descent needs far more than 150 steps for the spiral. Choose the optimizer, and its learning rate, with which 150 are enough.',
    'zh-CN': '普通梯度下降学会螺旋需要的步数远不止 150。选择优化器及其学习率，使 150 步就足够。',
  },
  start: {
    data: { kind: 'spiral', samples: 200, noise: 0.02 },
    network: { depth: 3, width: 16, activation: 'tanh' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 150, batchSize: 32 },
  },
  settings: [{ path: 'training.optimizer.kind' }, { path: 'training.optimizer.learningRate' }],
  maxChanges: 2,
  steps: 150,
  goals: [{ metric: 'accuracy', is: 'atLeast', value: 0.9 }],
};
