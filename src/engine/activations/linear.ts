import type { Activation } from './activation';

/** The identity. A deep linear network is one linear map, but its gradients still multiply layer by layer. */
export const linear: Activation = {
  title: { en: 'Linear', 'zh-CN': '线性' },
  summary: {
    en: 'No nonlinearity. A deep stack computes a single linear map, yet its gradients are still a product of weights: this isolates the effect of the weights.',
    'zh-CN': '没有非线性。多层叠加仍是一个线性映射，但梯度依然是权重的连乘：可单独观察权重的作用。',
  },
  formula: '\\varphi(z) = z',
  derivativeFormula: "\\varphi'(z) = 1",
  derivativeMax: 1,
  kinks: [],
  params: {},
  pytorch: 'nn.Identity()',
  value: (_m, z) => z,
  derivative: (m, z) => m.add(m.greater(z, z), 1),
};
