import { defineOptimizer, learningRate } from './optimizer';
import { eps, rate } from './params';

/** The fields that Adam and AdamW share. */
export const adamParams = {
  learningRate: learningRate(0.001),
  beta1: rate(
    0.9,
    { en: 'Beta 1', 'zh-CN': 'β₁' },
    { en: 'Decay rate of the moving average of gradients.', 'zh-CN': '梯度滑动平均的衰减率。' },
    '\\beta_1',
  ),
  beta2: rate(
    0.999,
    { en: 'Beta 2', 'zh-CN': 'β₂' },
    {
      en: 'Decay rate of the moving average of squared gradients.',
      'zh-CN': '梯度平方滑动平均的衰减率。',
    },
    '\\beta_2',
  ),
  eps,
};

export const adam = defineOptimizer({
  title: { en: 'Adam', 'zh-CN': 'Adam' },
  summary: {
    en: 'Momentum divided by the recent size of the gradient. It rescales small gradients to full updates, which hides moderate vanishing (six sigmoid layers learn, twenty still do not): use SGD to see it.',
    'zh-CN':
      '动量除以梯度近期的大小。它把很小的梯度放大成完整的更新，从而掩盖不太严重的梯度消失（六个 sigmoid 层能学习，二十层仍不能）：要看清请用 SGD。',
  },
  formula: 'w \\leftarrow w - \\eta\\, \\hat m / (\\sqrt{\\hat v} + \\epsilon)',
  source: 'Kingma & Ba 2014, arXiv:1412.6980',
  params: adamParams,
  pytorch: ({ beta1, beta2, eps: small }) => ({
    name: 'Adam',
    options: { betas: [beta1, beta2], eps: small },
  }),
  stateCount: () => 2,
  scalars: ({ beta1, beta2 }, step) => [1 - beta1 ** step, Math.sqrt(1 - beta2 ** step)],
  scalarsCode: ({ beta1, beta2 }) => [`1 - ${beta1} ** step`, `(1 - ${beta2} ** step) ** 0.5`],
  update: (
    m,
    { beta1, beta2, eps: small },
    { gradient, learningRate, state: [mean, square], scalars: [c1, c2] },
  ) => {
    const first = m.add(m.mul(mean!, beta1), m.mul(gradient, 1 - beta1));
    const second = m.add(m.mul(square!, beta2), m.mul(m.square(gradient), 1 - beta2));
    const size = m.add(m.div(m.sqrt(second), c2!), small);
    return [m.neg(m.mul(m.div(learningRate, c1!), m.div(first, size))), first, second];
  },
});
