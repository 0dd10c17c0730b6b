import { commonParams, defineInitializer, drawUniform, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 1 / (3 * fanIn);

export const standardUniform = defineInitializer({
  title: { en: 'Standard uniform', 'zh-CN': '标准均匀' },
  summary: {
    en: 'The older heuristic that Glorot and Bengio examined: variance 1/(3 fan-in), with which backpropagated gradients shrink from layer to layer.',
    'zh-CN': 'Glorot 与 Bengio 研究过的旧做法：方差为 1/（3 × 输入维数），反向传播的梯度逐层缩小。',
  },
  formula: 'W \\sim U\\!\\left[\\pm 1/\\sqrt{n_{in}}\\right]',
  source: 'Glorot & Bengio 2010, eq. 1',
  params: commonParams,
  variance,
  pytorch: () => 'nn.init.kaiming_uniform_(weight, a=math.sqrt(5))',
  weights: (random, shape) => drawUniform(random, shape, Math.sqrt(3 * variance(shape))),
});
