import type { Activation } from './activation';

/** max(0, z). The derivative at the kink is 0, as in PyTorch. */
export const relu: Activation = {
  title: { en: 'ReLU', 'zh-CN': 'ReLU' },
  summary: {
    en: 'Passes positive inputs unchanged, so its derivative does not shrink the signal where a unit is on; half the units are off, which He initialization makes up for.',
    'zh-CN': '正输入原样通过，单元开启时导数不会缩小信号；约一半单元关闭，He 初始化正好补偿。',
  },
  formula: '\\varphi(z) = \\max(0, z)',
  derivativeFormula: "\\varphi'(z) = 1 \\text{ if } z > 0,\\ 0 \\text{ otherwise}",
  derivativeMax: 1,
  kinks: [0],
  params: {},
  value: (m, z) => m.max(z, 0),
  derivative: (m, z) => m.greater(z, 0),
};
