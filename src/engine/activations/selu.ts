import type { Activation } from './activation';

const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;

/** λ times ELU with α, chosen so that mean 0 and variance 1 are a fixed point under LeCun normal weights. */
export const selu: Activation = {
  title: { en: 'SELU', 'zh-CN': 'SELU' },
  summary: {
    en: 'A scaled ELU whose constants make mean 0 and variance 1 a fixed point for LeCun normal weights: activations are self-normalizing.',
    'zh-CN': '经缩放的 ELU，配合 LeCun 正态权重时，均值 0、方差 1 为不动点：激活值自归一化。',
  },
  formula: '\\varphi(z) = \\lambda z \\text{ if } z > 0,\\ \\lambda\\alpha(e^z - 1) \\text{ otherwise}',
  derivativeFormula: "\\varphi'(z) = \\lambda \\text{ if } z > 0,\\ \\lambda\\alpha e^z \\text{ otherwise}",
  source: 'Klambauer et al. 2017, arXiv:1706.02515',
  derivativeMax: scale * alpha,
  kinks: [0],
  params: {},
  pytorch: 'nn.SELU()',
  value: (m, z) => m.where(m.greater(z, 0), m.mul(z, scale), m.mul(m.expm1(m.min(z, 0)), scale * alpha)),
  derivative: (m, z) => m.where(m.greater(z, 0), scale, m.mul(m.exp(m.min(z, 0)), scale * alpha)),
};
