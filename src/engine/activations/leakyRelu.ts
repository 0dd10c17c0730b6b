import type { Activation } from './activation';

const negativeSlope = 0.01;

/** z where z > 0, else 0.01 z. */
export const leakyRelu: Activation = {
  title: { en: 'Leaky ReLU', 'zh-CN': 'Leaky ReLU' },
  summary: {
    en: 'ReLU with a slope of 0.01 for negative inputs, so that no unit can die.',
    'zh-CN': '负半轴斜率为 0.01 的 ReLU，神经元不会死亡。',
  },
  formula: '\\varphi(z) = \\max(z, 0.01 z)',
  derivativeFormula: "\\varphi'(z) = 1 \\text{ if } z > 0,\\ 0.01 \\text{ otherwise}",
  source: 'Maas et al. 2013',
  derivativeMax: 1,
  kinks: [0],
  params: {},
  pytorch: 'nn.LeakyReLU(0.01)',
  value: (m, z) => m.max(z, m.mul(z, negativeSlope)),
  derivative: (m, z) => m.add(m.mul(m.greater(z, 0), 1 - negativeSlope), negativeSlope),
};
