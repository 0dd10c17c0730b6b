import type { Algebra } from '../algebra';
import type { Activation } from './activation';

/** The standard normal distribution function Φ(z). */
const normalCdf = <T>(m: Algebra<T>, z: T): T => m.mul(m.add(m.erf(m.mul(z, Math.SQRT1_2)), 1), 0.5);

/** The exponential clamps z to this magnitude. Beyond it the density is 0 in any precision. */
const far = 40;

/** z Φ(z), exact (with erf). */
export const gelu: Activation = {
  title: { en: 'GELU', 'zh-CN': 'GELU' },
  summary: {
    en: 'Weights its input by the probability that a standard normal variable lies below it: a smooth ReLU, common in transformers.',
    'zh-CN': '以标准正态变量小于输入的概率加权：平滑的 ReLU，常用于 Transformer。',
  },
  formula: '\\varphi(z) = z\\,\\Phi(z)',
  derivativeFormula: "\\varphi'(z) = \\Phi(z) + z\\,\\phi_{\\mathcal N}(z)",
  source: 'Hendrycks & Gimpel 2016, arXiv:1606.08415',
  derivativeMax: 1.1289041451825,
  kinks: [],
  params: {},
  pytorch: 'nn.GELU()',
  value: (m, z) => m.mul(z, normalCdf(m, z)),
  derivative: (m, z) => {
    const near = m.max(m.min(z, far), -far);
    const density = m.mul(m.exp(m.mul(m.square(near), -0.5)), 1 / Math.sqrt(2 * Math.PI));
    return m.add(normalCdf(m, z), m.mul(near, density));
  },
};
