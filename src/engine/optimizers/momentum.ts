import { z } from 'zod';
import { field } from '../../base/entry';
import { defineOptimizer, learningRate } from './optimizer';
import { rate } from './params';

/** SGD with momentum in PyTorch's form: v ← μv + g. */
export const momentum = defineOptimizer({
  title: { en: 'Momentum', 'zh-CN': '动量' },
  summary: {
    en: 'Updates along a moving sum of gradients; Nesterov looks one step ahead. Updates remain proportional to the gradient: a vanished gradient stays vanished.',
    'zh-CN': '沿梯度的累积和更新；Nesterov 动量提前看一步。更新仍与梯度成正比：消失的梯度依旧消失。',
  },
  formula: 'v \\leftarrow \\mu v + g,\\quad w \\leftarrow w - \\eta v',
  source: 'Polyak 1964; Nesterov 1983; Sutskever et al. 2013',
  params: {
    learningRate: learningRate(0.001),
    momentum: rate(
      0.9,
      { en: 'Momentum', 'zh-CN': '动量系数' },
      { en: 'The share of the previous update that is kept.', 'zh-CN': '保留上一次更新的比例。' },
      '\\mu',
    ),
    nesterov: field(z.boolean().default(false), {
      label: { en: 'Nesterov', 'zh-CN': 'Nesterov' },
      help: {
        en: 'Adds the momentum once more to the gradient, looking ahead.',
        'zh-CN': '在梯度上再加一次动量，提前看一步。',
      },
      formula: 'w \\leftarrow w - \\eta\\,(g + \\mu v)',
    }),
  },
  pytorch: ({ momentum, nesterov }) => ({ name: 'SGD', options: { momentum, nesterov } }),
  stateCount: () => 1,
  scalars: () => [],
  update: (m, params, { gradient, learningRate, state: [velocity] }) => {
    const next = m.add(m.mul(velocity!, params.momentum), gradient);
    const direction = params.nesterov ? m.add(gradient, m.mul(next, params.momentum)) : next;
    return [m.neg(m.mul(learningRate, direction)), next];
  },
});
