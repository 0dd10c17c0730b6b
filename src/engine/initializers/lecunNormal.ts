import { commonParams, defineInitializer, drawNormal, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 1 / fanIn;

export const lecunNormal = defineInitializer({
  title: { en: 'LeCun normal', 'zh-CN': 'LeCun 正态' },
  summary: {
    en: 'Variance 1/fan-in keeps the scale of a linear layer’s output constant; required by SELU.',
    'zh-CN': '方差 1/输入维数，使线性层输出的尺度保持稳定；SELU 要求使用。',
  },
  formula: 'W \\sim \\mathcal N\\!\\left(0, \\tfrac{1}{n_{in}}\\right)',
  source: 'LeCun et al. 1998',
  params: commonParams,
  variance,
  pytorch: () => "nn.init.kaiming_normal_(weight, nonlinearity='linear')",
  weights: (random, shape) => drawNormal(random, shape, variance(shape)),
});
