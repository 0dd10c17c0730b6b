import type { Activation } from './activation';

/** The identity. A deep linear network is one linear map, but its gradients still multiply layer by layer. */
export const linear: Activation = {
  title: { en: 'Linear', 'zh-CN': '线性' },
  summary: {
    en: 'No squashing at all. A deep stack computes one linear map, yet its gradients are still a product of weights: the purest view of that cause.',
    'zh-CN': '不做任何压缩。多层叠加仍是一个线性映射，但梯度依然是权重的连乘：最纯粹地展示这一成因。',
  },
  formula: '\\varphi(z) = z',
  derivativeFormula: "\\varphi'(z) = 1",
  derivativeMax: 1,
  kinks: [],
  params: {},
  value: (_m, z) => z,
  derivative: (m, z) => m.add(m.greater(z, z), 1),
};
