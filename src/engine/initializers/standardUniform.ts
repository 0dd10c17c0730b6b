import { commonParams, defineInitializer, drawUniform, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 1 / (3 * fanIn);

export const standardUniform = defineInitializer({
  title: { en: 'Standard uniform', 'zh-CN': '标准均匀' },
  summary: {
    en: 'The old habit that Glorot and Bengio measured: variance 1/(3 fanIn), under which back-propagated gradients shrink from layer to layer.',
    'zh-CN': 'Glorot 与 Bengio 测量过的旧做法：方差 1/(3 fanIn)，反向传播的梯度逐层缩小。',
  },
  formula: 'W \\sim U\\!\\left[\\pm 1/\\sqrt{n_{in}}\\right]',
  source: 'Glorot & Bengio 2010, eq. 1',
  params: commonParams,
  variance,
  weights: (random, shape) => drawUniform(random, shape, Math.sqrt(3 * variance(shape))),
});
