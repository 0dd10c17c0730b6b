import type { Activation } from './activation';

/** z clamped to [−1, 1]. The derivative at the kinks is 0, as in PyTorch. */
export const hardTanh: Activation = {
  title: { en: 'Hard tanh', 'zh-CN': 'Hard tanh' },
  summary: {
    en: 'The identity, clipped at −1 and 1: saturation in its simplest form, with derivative 1 or exactly 0.',
    'zh-CN': '在 −1 与 1 处截断的恒等函数：最简单的饱和，导数为 1 或恰为 0。',
  },
  formula: '\\varphi(z) = \\max(-1, \\min(1, z))',
  derivativeFormula: "\\varphi'(z) = 1 \\text{ if } |z| < 1,\\ 0 \\text{ otherwise}",
  derivativeMax: 1,
  kinks: [-1, 1],
  params: {},
  pytorch: 'nn.Hardtanh()',
  value: (m, z) => m.max(m.min(z, 1), -1),
  derivative: (m, z) => m.greater(1, m.abs(z)),
};
