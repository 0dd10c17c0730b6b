import type { Activation } from './activation';

/** z where z > 0, else e^z − 1. */
export const elu: Activation = {
  title: { en: 'ELU', 'zh-CN': 'ELU' },
  summary: {
    en: 'Identity for positive inputs, a smooth approach to −1 for negative ones, which pulls the mean activation toward 0.',
    'zh-CN': '正输入为恒等，负输入平滑趋于 −1，使激活值的均值更接近 0。',
  },
  formula: '\\varphi(z) = z \\text{ if } z > 0,\\ e^z - 1 \\text{ otherwise}',
  derivativeFormula: "\\varphi'(z) = 1 \\text{ if } z > 0,\\ e^z \\text{ otherwise}",
  source: 'Clevert et al. 2015, arXiv:1511.07289',
  derivativeMax: 1,
  kinks: [0],
  params: {},
  pytorch: 'nn.ELU()',
  value: (m, z) => m.where(m.greater(z, 0), z, m.expm1(m.min(z, 0))),
  derivative: (m, z) => m.where(m.greater(z, 0), 1, m.exp(m.min(z, 0))),
};
