import { commonParams, defineInitializer, drawUniform, type LayerShape } from './initializer';

const variance = ({ fanIn }: LayerShape) => 1 / fanIn;

export const lecunUniform = defineInitializer({
  title: { en: 'LeCun uniform', 'zh-CN': 'LeCun 均匀' },
  summary: { en: 'Variance 1/fan-in, from a uniform distribution.', 'zh-CN': '方差 1/输入维数，均匀分布。' },
  formula: 'W \\sim U\\!\\left[\\pm\\sqrt{3 / n_{in}}\\right]',
  source: 'LeCun et al. 1998',
  params: commonParams,
  variance,
  pytorch: () => "nn.init.kaiming_uniform_(weight, nonlinearity='linear')",
  weights: (random, shape) => drawUniform(random, shape, Math.sqrt(3 * variance(shape))),
});
