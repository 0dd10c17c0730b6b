import { adam, adamParams } from './adam';
import { defineOptimizer } from './optimizer';

export const adamw = defineOptimizer({
  title: { en: 'AdamW', 'zh-CN': 'AdamW' },
  summary: {
    en: 'Adam with decoupled weight decay: applied to the weights directly instead of being added to the gradient.',
    'zh-CN': '采用解耦权重衰减的 Adam：衰减直接作用于权重，而不加入梯度。',
  },
  formula: 'w \\leftarrow (1 - \\eta\\lambda)\\,w - \\eta\\, \\hat m / (\\sqrt{\\hat v} + \\epsilon)',
  source: 'Loshchilov & Hutter 2019, arXiv:1711.05101',
  params: adamParams,
  decoupledDecay: true,
  pytorch: (params) => ({ ...adam.pytorch(params), name: 'AdamW' }),
  stateCount: adam.stateCount,
  scalars: adam.scalars,
  scalarsCode: adam.scalarsCode!,
  update: adam.update,
});
