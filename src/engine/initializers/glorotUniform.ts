import { commonParams, defineInitializer, drawUniform, type LayerShape } from './initializer';

const variance = ({ fanIn, fanOut }: LayerShape) => 2 / (fanIn + fanOut);

export const glorotUniform = defineInitializer({
  title: { en: 'Glorot (Xavier) uniform', 'zh-CN': 'Glorot（Xavier）均匀' },
  summary: {
    en: 'Glorot’s variance from a uniform distribution, as in the paper.',
    'zh-CN': 'Glorot 的方差，按论文取均匀分布。',
  },
  formula: 'W \\sim U\\!\\left[\\pm\\sqrt{6 / (n_{in} + n_{out})}\\right]',
  source: 'Glorot & Bengio 2010',
  params: commonParams,
  variance,
  pytorch: () => 'nn.init.xavier_uniform_(weight)',
  weights: (random, shape) => drawUniform(random, shape, Math.sqrt(3 * variance(shape))),
});
