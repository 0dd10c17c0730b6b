import { commonParams, defineInitializer, drawNormal, type LayerShape } from './initializer';

const variance = ({ fanIn, fanOut }: LayerShape) => 2 / (fanIn + fanOut);

export const glorotNormal = defineInitializer({
  title: { en: 'Glorot (Xavier) normal', 'zh-CN': 'Glorot（Xavier）正态' },
  summary: {
    en: 'Derived to keep the scale of activations and gradients from layer to layer while an activation function is nearly linear with slope 1, as tanh is around 0; the sigmoid’s slope there is 1/4.',
    'zh-CN':
      '推导时假设激活函数近似线性、斜率为 1（如 0 附近的 tanh），使激活值与梯度的尺度逐层不变；sigmoid 在 0 处的斜率为 1/4。',
  },
  formula: 'W \\sim \\mathcal N\\!\\left(0, \\tfrac{2}{n_{in} + n_{out}}\\right)',
  source: 'Glorot & Bengio 2010',
  params: commonParams,
  variance,
  pytorch: () => 'nn.init.xavier_normal_(weight)',
  weights: (random, shape) => drawNormal(random, shape, variance(shape)),
});
