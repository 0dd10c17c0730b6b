import { defineOptimizer, learningRate } from './optimizer';
import { eps, rate } from './params';

export const rmsprop = defineOptimizer({
  title: { en: 'RMSprop', 'zh-CN': 'RMSprop' },
  summary: {
    en: 'Divides each gradient by its own recent size, so even tiny gradients take full steps, until they fall below epsilon.',
    'zh-CN': '用每个梯度近期的大小去除它，很小的梯度也能走完整的一步，直到小于 ε。',
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
        en: 'How slowly the running mean of squared gradients forgets.',
        'zh-CN': '梯度平方滑动平均的遗忘速度。',
      },
      '\\alpha',
    ),
    eps,
  },
  stateCount: () => 1,
  scalars: () => [],
  update: (m, { alpha, eps: small }, { gradient, learningRate, state: [mean] }) => {
    const next = m.add(m.mul(mean!, alpha), m.mul(m.square(gradient), 1 - alpha));
    return [m.neg(m.mul(learningRate, m.div(gradient, m.add(m.sqrt(next), small)))), next];
  },
});
