import { commonParams, defineInitializer, drawNormal, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 1 / fanIn;

export const lecunNormal = defineInitializer({
  title: { en: 'LeCun normal', 'zh-CN': 'LeCun 正态' },
  summary: {
    en: 'Variance 1/fanIn keeps the size of a linear layer’s output steady; the start that SELU asks for.',
    'zh-CN': '方差 1/fanIn 使线性层输出大小稳定；SELU 要求的初始化。',
  },
  formula: 'W \\sim \\mathcal N\\!\\left(0, \\tfrac{1}{n_{in}}\\right)',
  source: 'LeCun et al. 1998',
  params: commonParams,
  variance,
  weights: (random, shape) => drawNormal(random, shape, variance(shape)),
});
