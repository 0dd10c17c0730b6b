import { commonParams, defineInitializer, drawNormal, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 2 / fanIn;

export const heNormal = defineInitializer({
  title: { en: 'He normal', 'zh-CN': 'He 正态' },
  summary: {
    en: 'Doubles the variance to compensate for the half of the units that ReLU switches off, so the signal keeps its scale over depth.',
    'zh-CN': '把方差加倍，补偿被 ReLU 关闭的一半神经元，使信号的尺度不随深度变化。',
  },
  formula: 'W \\sim \\mathcal N\\!\\left(0, \\tfrac{2}{n_{in}}\\right)',
  source: 'He et al. 2015, arXiv:1502.01852',
  params: commonParams,
  variance,
  pytorch: () => "nn.init.kaiming_normal_(weight, nonlinearity='relu')",
  weights: (random, shape) => drawNormal(random, shape, variance(shape)),
});
