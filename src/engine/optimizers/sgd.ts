import { defineOptimizer, learningRate } from './optimizer';

export const sgd = defineOptimizer({
  title: { en: 'SGD', 'zh-CN': 'SGD' },
  summary: {
    en: 'Plain gradient descent on mini-batches. Nothing rescales the gradient, so a vanished gradient means a layer that does not learn.',
    'zh-CN': '在小批量上的普通梯度下降。没有任何缩放，梯度消失就意味着该层不学习。',
  },
  formula: 'w \\leftarrow w - \\eta\\, g',
  params: { learningRate: learningRate(0.001) },
  stateCount: () => 0,
  scalars: () => [],
  update: (m, _params, { gradient, learningRate }) => [m.neg(m.mul(learningRate, gradient))],
});
