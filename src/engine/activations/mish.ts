import type { Algebra } from '../algebra';
import type { Activation } from './activation';

const softplus = <T>(m: Algebra<T>, z: T): T => m.add(m.max(z, 0), m.log1p(m.exp(m.neg(m.abs(z)))));

/** Beyond this the second term of the derivative is 0 in any precision. Clamping z here avoids 0 · ∞. */
const far = 800;

/** z tanh(softplus(z)). */
export const mish: Activation = {
  title: { en: 'Mish', 'zh-CN': 'Mish' },
  summary: {
    en: 'The input times tanh of its softplus: smooth, like Swish with a somewhat steeper middle.',
    'zh-CN': '输入乘以其 softplus 的 tanh：平滑，类似 Swish，中段略陡。',
  },
  formula: '\\varphi(z) = z \\tanh(\\ln(1 + e^z))',
  derivativeFormula: "\\varphi'(z) = \\tanh s + z\\,(1 - \\tanh^2 s)\\,\\sigma(z),\\ s = \\ln(1 + e^z)",
  source: 'Misra 2019, arXiv:1908.08681',
  derivativeMax: 1.0884981612516,
  kinks: [],
  params: {},
  pytorch: 'nn.Mish()',
  value: (m, z) => m.mul(z, m.tanh(softplus(m, z))),
  derivative: (m, z) => {
    const t = m.tanh(softplus(m, z));
    const near = m.max(m.min(z, far), -far);
    return m.add(t, m.mul(m.mul(near, m.sub(1, m.square(t))), m.sigmoid(z)));
  },
};
