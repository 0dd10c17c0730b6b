import { adam, adamParams } from './adam';
import { defineOptimizer } from './optimizer';

export const adamw = defineOptimizer({
  title: { en: 'AdamW', 'zh-CN': 'AdamW' },
  summary: {
    en: 'Adam with weight decay that multiplies the weight itself instead of joining the gradient.',
    'zh-CN': '权重衰减直接乘到权重上、而非并入梯度的 Adam。',
  },
  formula: 'w \\leftarrow (1 - \\eta\\lambda)\\,w - \\eta\\, \\hat m / (\\sqrt{\\hat v} + \\epsilon)',
  source: 'Loshchilov & Hutter 2019, arXiv:1711.05101',
  params: adamParams,
  decoupledDecay: true,
  stateCount: adam.stateCount,
  scalars: adam.scalars,
  update: adam.update,
});
