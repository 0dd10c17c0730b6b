import { defineOptimizer, learningRate } from './optimizer';

export const sgd = defineOptimizer({
  title: { en: 'SGD', 'zh-CN': 'SGD' },
  summary: {
    en: 'Plain gradient descent on mini-batches. The gradient is not rescaled, so a layer with a vanished gradient does not learn.',
    'zh-CN': '小批量梯度下降。不对梯度做任何缩放，梯度消失的层就学不到东西。',
  },
  formula: 'w \\leftarrow w - \\eta\\, g',
  params: { learningRate: learningRate(0.001) },
  pytorch: () => ({ name: 'SGD', options: {} }),
  stateCount: () => 0,
  scalars: () => [],
  update: (m, _params, { gradient, learningRate }) => [m.neg(m.mul(learningRate, gradient))],
});
