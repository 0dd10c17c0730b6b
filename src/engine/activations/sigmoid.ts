import type { Activation } from './activation';

/** σ(z) = 1 / (1 + e^−z). σ' = σ(1 − σ) peaks at z = 0 with 1/4 and vanishes where |z| is large. */
export const sigmoid: Activation = {
  title: { en: 'Sigmoid', 'zh-CN': 'Sigmoid' },
  summary: {
    en: 'Squashes to (0, 1). Its derivative is largest at input 0, where it is 1/4, and vanishes for large |z|: apart from the weights, each layer shrinks the signal at least fourfold.',
    'zh-CN':
      '压缩到 (0, 1)。导数在输入 0 处最大，为 1/4，在 |z| 很大时趋于零：不计权重，每层至少把信号缩小到四分之一。',
  },
  formula: '\\varphi(z) = \\frac{1}{1 + e^{-z}}',
  derivativeFormula: "\\varphi'(z) = \\varphi(z)\\,(1 - \\varphi(z))",
  derivativeMax: 0.25,
  kinks: [],
  params: {},
  pytorch: 'nn.Sigmoid()',
  value: (m, z) => m.sigmoid(z),
  derivative: (m, _z, a) => m.mul(a, m.sub(1, a)),
};
