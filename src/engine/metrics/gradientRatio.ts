import { firstToLast, type Metric } from './metric';

export const gradientRatio: Metric = {
  title: { en: 'log₁₀ weight-gradient ratio, first/last layer', 'zh-CN': '首末层权重梯度比（log₁₀）' },
  summary: {
    en: 'Norm of the first hidden layer’s weight gradient over that of the last, at initialization, as a power of ten.',
    'zh-CN': '初始化时第一个与最后一个隐藏层的权重梯度范数之比，以 10 的幂表示。',
  },
  formula: '\\log_{10} \\lVert \\partial L/\\partial W^1 \\rVert / \\lVert \\partial L/\\partial W^L \\rVert',
  atInitialization: true,
  colors: 'diverging',
  middle: 0,
  of: (outcome) => Math.log10(firstToLast(outcome, 'weightGradNorm')),
};
