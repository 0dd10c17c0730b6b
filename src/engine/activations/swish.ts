import type { Activation } from './activation';

/** Beyond this, z σ'(z) is 0 in any precision. Clamping z here avoids 0 · ∞. */
const far = 800;

/** z σ(z), also called SiLU. */
export const swish: Activation = {
  title: { en: 'Swish (SiLU)', 'zh-CN': 'Swish（SiLU）' },
  summary: {
    en: 'The input times its sigmoid: smooth, nearly ReLU for large inputs, with a shallow dip below 0.',
    'zh-CN': '输入乘以其 sigmoid：平滑，大输入时接近 ReLU，在 0 以下有浅谷。',
  },
  formula: '\\varphi(z) = z\\,\\sigma(z)',
  derivativeFormula: "\\varphi'(z) = \\sigma(z)\\,(1 + z\\,(1 - \\sigma(z)))",
  source: 'Ramachandran et al. 2017, arXiv:1710.05941',
  derivativeMax: 1.0998393201288,
  kinks: [],
  params: {},
  pytorch: 'nn.SiLU()',
  value: (m, z) => m.mul(z, m.sigmoid(z)),
  derivative: (m, z) => {
    const near = m.max(m.min(z, far), -far);
    const s = m.sigmoid(z);
    return m.mul(s, m.add(m.mul(near, m.sub(1, s)), 1));
  },
};
