import type { Activation } from './activation';

/** tanh. Its derivative is 1 at 0 and vanishes where |z| is large. */
export const tanh: Activation = {
  title: { en: 'Tanh', 'zh-CN': 'Tanh' },
  summary: {
    en: 'Squashes to (−1, 1), centred on 0. Its derivative is 1 at input 0, so small inputs pass unchanged; it vanishes where units saturate, at large |z|.',
    'zh-CN':
      '压缩到 (−1, 1)，以 0 为中心。导数在输入 0 处为 1，小信号得以通过；在 |z| 很大、神经元饱和处趋于零。',
  },
  formula: '\\varphi(z) = \\tanh z',
  derivativeFormula: "\\varphi'(z) = 1 - \\varphi(z)^2",
  derivativeMax: 1,
  kinks: [],
  params: {},
  pytorch: 'nn.Tanh()',
  value: (m, z) => m.tanh(z),
  derivative: (m, _z, a) => m.sub(1, m.square(a)),
};
