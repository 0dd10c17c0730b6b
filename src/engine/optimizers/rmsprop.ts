import { defineOptimizer, learningRate } from './optimizer';
import { eps, rate } from './params';

export const rmsprop = defineOptimizer({
  title: { en: 'RMSprop', 'zh-CN': 'RMSprop' },
  summary: {
    en: 'Divides each gradient by its recent size, so even tiny gradients give full updates, until they fall below epsilon.',
    'zh-CN': '把每个梯度除以其近期的大小，很小的梯度也能得到完整的更新，直到小于 ε。',
  },
  formula:
    'v \\leftarrow \\alpha v + (1-\\alpha) g^2,\\quad w \\leftarrow w - \\eta\\, g / (\\sqrt v + \\epsilon)',
  source: 'Tieleman & Hinton 2012',
  params: {
    learningRate: learningRate(0.01),
    alpha: rate(
      0.99,
      { en: 'Alpha', 'zh-CN': 'α' },
      {
        en: 'Decay rate of the moving average of squared gradients.',
        'zh-CN': '梯度平方滑动平均的衰减率。',
      },
      '\\alpha',
    ),
    eps,
  },
  pytorch: ({ alpha, eps: small }) => ({ name: 'RMSprop', options: { alpha, eps: small } }),
  stateCount: () => 1,
  scalars: () => [],
  update: (m, { alpha, eps: small }, { gradient, learningRate, state: [mean] }) => {
    const next = m.add(m.mul(mean!, alpha), m.mul(m.square(gradient), 1 - alpha));
    return [m.neg(m.mul(learningRate, m.div(gradient, m.add(m.sqrt(next), small)))), next];
  },
});
