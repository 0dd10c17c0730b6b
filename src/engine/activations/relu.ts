import type { Activation } from './activation';

/** max(0, z). The derivative at the kink is 0, as in PyTorch. */
export const relu: Activation = {
  title: { en: 'ReLU', 'zh-CN': 'ReLU' },
  summary: {
    en: 'Passes positive inputs unchanged, so active units do not shrink the signal; at initialization about half the units are inactive for a sample, which He initialization compensates for.',
    'zh-CN':
      '正输入原样通过，激活的神经元不会缩小信号；初始化时每个样本约有一半神经元未激活，由 He 初始化补偿。',
  },
  formula: '\\varphi(z) = \\max(0, z)',
  derivativeFormula: "\\varphi'(z) = 1 \\text{ if } z > 0,\\ 0 \\text{ otherwise}",
  derivativeMax: 1,
  kinks: [0],
  params: {},
  pytorch: 'nn.ReLU()',
  value: (m, z) => m.max(z, 0),
  derivative: (m, z) => m.greater(z, 0),
};
