import type { SweepPreset } from './sweepPreset';

export const rateInitializer: SweepPreset = {
  title: { en: 'Learning rate × initializer', 'zh-CN': '学习率 × 初始化' },
  why: {
    en: 'Ten ReLU layers after 300 steps: which initializer learns at which learning rate, and where training diverges (hatched).',
    'zh-CN': '十层 ReLU 训练 300 步：哪种初始化在哪种学习率下能学，何时发散（斜线）。',
  },
  sweep: {
    format: 'gradient-lab/sweep',
    version: 1,
    name: 'Learning rate × initializer',
    experiment: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Learning rate × initializer',
      seed: 1,
      data: { kind: 'moons', samples: 400, noise: 0.1 },
      network: { depth: 10, width: 32, activation: 'relu', initializer: { kind: 'heNormal' } },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32 },
      telemetry: { every: 50, evaluateEvery: 1000 },
    },
    axes: [
      { field: 'training.optimizer.learningRate', spacing: 'log', from: 0.001, to: 10, count: 17 },
      {
        field: 'network.initializer.kind',
        spacing: 'list',
        values: [
          'heNormal',
          'heUniform',
          'glorotNormal',
          'glorotUniform',
          'lecunNormal',
          'standardUniform',
          'orthogonal',
          'lsuv',
          'zeros',
        ],
      },
    ],
    repeats: 3,
    steps: 300,
    metric: 'accuracy',
  },
};
