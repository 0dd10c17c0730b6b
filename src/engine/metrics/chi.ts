import { firstToLast, type Metric } from './metric';

export const chi: Metric = {
  title: { en: 'Measured χ', 'zh-CN': '实测 χ' },
  summary: {
    en: 'The factor by which a layer multiplies the squared backward signal, at initialization: geometric mean over the hidden layers. Below 1 gradients vanish, above 1 they explode.',
    'zh-CN': '初始化时每层对反向信号平方所乘的倍数：对隐藏层取几何平均。小于 1 梯度消失，大于 1 爆炸。',
  },
  formula: '\\chi = (\\lVert \\delta^1 \\rVert / \\lVert \\delta^L \\rVert)^{2/(L-1)}',
  atInitialization: true,
  colors: 'diverging',
  middle: 1,
  of: (outcome) =>
    outcome.depth < 2 ? Number.NaN : firstToLast(outcome, 'signalNorm') ** (2 / (outcome.depth - 1)),
};
