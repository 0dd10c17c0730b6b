import { commonParams, defineInitializer, drawNormal, type LayerShape } from './initializer';

const variance = ({ fanIn, fanOut }: LayerShape) => 2 / (fanIn + fanOut);

export const glorotNormal = defineInitializer({
  title: { en: 'Glorot (Xavier) normal', 'zh-CN': 'Glorot（Xavier）正态' },
  summary: {
    en: 'Keeps the scale of activations and gradients constant for activation functions with slope 1 at 0, such as tanh; the sigmoid’s slope there is 1/4.',
    'zh-CN':
      '对在 0 处斜率为 1 的激活函数（如 tanh），使激活值与梯度的尺度保持稳定；sigmoid 在该处的斜率为 1/4。',
  },
  formula: 'W \\sim \\mathcal N\\!\\left(0, \\tfrac{2}{n_{in} + n_{out}}\\right)',
  source: 'Glorot & Bengio 2010',
  params: commonParams,
  variance,
  pytorch: () => 'nn.init.xavier_normal_(weight)',
  weights: (random, shape) => drawNormal(random, shape, variance(shape)),
});
