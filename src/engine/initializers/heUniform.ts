import { commonParams, defineInitializer, drawUniform, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 2 / fanIn;

export const heUniform = defineInitializer({
  title: { en: 'He uniform', 'zh-CN': 'He 均匀' },
  summary: {
    en: 'He’s variance 2/fan-in, from a uniform distribution.',
    'zh-CN': 'He 的方差 2/输入维数，均匀分布。',
  },
  formula: 'W \\sim U\\!\\left[\\pm\\sqrt{6 / n_{in}}\\right]',
  source: 'He et al. 2015, arXiv:1502.01852',
  params: commonParams,
  variance,
  pytorch: () => "nn.init.kaiming_uniform_(weight, nonlinearity='relu')",
  weights: (random, shape) => drawUniform(random, shape, Math.sqrt(3 * variance(shape))),
});
