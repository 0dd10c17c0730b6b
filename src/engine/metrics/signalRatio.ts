import { firstToLast, type Metric } from './metric';

export const signalRatio: Metric = {
  title: { en: 'log₁₀ signal ratio, first/last layer', 'zh-CN': '首末层信号比（log₁₀）' },
  summary: {
    en: 'Norm of the backprop signal at the first hidden layer over that at the last, at initialization, as a power of ten. 0: equal; −10: vanished; 10: exploded.',
    'zh-CN':
      '初始化时第一个与最后一个隐藏层的反向信号范数之比，以 10 的幂表示。0：相等；−10：消失；10：爆炸。',
  },
  formula: '\\log_{10} \\lVert \\delta^1 \\rVert / \\lVert \\delta^L \\rVert',
  atInitialization: true,
  colors: 'diverging',
  middle: 0,
  of: (outcome) => Math.log10(firstToLast(outcome, 'signalNorm')),
};
