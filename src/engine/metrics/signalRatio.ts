import { firstToLast, type Metric } from './metric';

export const signalRatio: Metric = {
  title: { en: 'log₁₀ signal, first : last layer', 'zh-CN': '首末层信号之比（log₁₀）' },
  summary: {
    en: 'How much of the last hidden layer’s backprop signal reaches the first, at initialization, as a power of ten. 0: all of it; −10: it vanished; 10: it exploded.',
    'zh-CN':
      '初始化时最后一个隐藏层的反向信号有多少到达第一层，以 10 的幂表示。0：全部到达；−10：消失；10：爆炸。',
  },
  formula: '\\log_{10} \\lVert \\delta^1 \\rVert / \\lVert \\delta^L \\rVert',
  atInitialization: true,
  colors: 'diverging',
  middle: 0,
  of: (outcome) => Math.log10(firstToLast(outcome, 'signalNorm')),
};
