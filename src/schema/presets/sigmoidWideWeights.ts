import { onMoons } from './preset';

export const sigmoidWideWeights = onMoons({
  title: { en: 'Sigmoid with ten times the weights', 'zh-CN': '权重放大十倍的 sigmoid' },
  why: {
    en: 'Mean-field theory puts the sigmoid’s critical point near σw = 10: weights ten times larger compensate for its small slope, and the same twenty layers that stay at chance level with Glorot’s weights learn.',
    'zh-CN':
      '平均场理论指出 sigmoid 的临界点在 σw ≈ 10：放大十倍的权重补偿了较小的导数，用 Glorot 权重时停在随机水平的二十层网络就能学习。',
  },
  works: true,
  network: {
    depth: 20,
    width: 32,
    activation: 'sigmoid',
    initializer: { kind: 'meanField', sigmaW: 10, sigmaB: 0 },
  },
  learningRate: 0.03,
  steps: 2000,
});
