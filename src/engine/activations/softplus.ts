import type { Activation } from './activation';

/** ln(1 + e^z), in a form that does not overflow on either side. */
export const softplus: Activation = {
  title: { en: 'Softplus', 'zh-CN': 'Softplus' },
  summary: {
    en: 'A smooth ReLU that never reaches 0. Its derivative is the sigmoid, 1/2 at input 0.',
    'zh-CN': '永不为 0 的平滑 ReLU；导数即 sigmoid，在输入 0 处为 1/2。',
  },
  formula: '\\varphi(z) = \\ln(1 + e^z)',
  derivativeFormula: "\\varphi'(z) = \\sigma(z)",
  derivativeMax: 1,
  kinks: [],
  params: {},
  pytorch: 'nn.Softplus(threshold=1e9)',
  value: (m, z) => m.add(m.max(z, 0), m.log1p(m.exp(m.neg(m.abs(z))))),
  derivative: (m, z) => m.sigmoid(z),
};
