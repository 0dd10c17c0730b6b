import { z } from 'zod';
import { field } from '../../base/entry';
import { commonParams, defineInitializer, drawNormal } from './initializer';

export const meanField = defineInitializer({
  title: { en: 'Mean field', 'zh-CN': '平均场' },
  summary: {
    en: 'The (σw, σb) plane of mean-field theory: choose the phase yourself. Below the critical line gradients vanish with depth, above it they explode.',
    'zh-CN': '平均场理论的 (σw, σb) 平面：自行选择相。临界线以下梯度随深度消失，以上则爆炸。',
  },
  formula: 'W \\sim \\mathcal N(0, \\sigma_w^2 / n_{in}),\\ b \\sim \\mathcal N(0, \\sigma_b^2)',
  source: 'Poole et al. 2016, arXiv:1606.05340; Schoenholz et al. 2017, arXiv:1611.01232',
  params: {
    ...commonParams,
    sigmaW: field(z.number().min(0).max(1000).default(1), {
      label: { en: 'σw', 'zh-CN': 'σw' },
      help: { en: 'Standard deviation of the weights times √fan-in.', 'zh-CN': '权重标准差乘以 √输入维数。' },
      sliderRange: [0, 12],
      step: 0.05,
    }),
    sigmaB: field(z.number().min(0).max(1000).default(0), {
      label: { en: 'σb', 'zh-CN': 'σb' },
      help: { en: 'Standard deviation of the biases.', 'zh-CN': '偏置的标准差。' },
      sliderRange: [0, 4],
      step: 0.05,
    }),
  },
  variance: ({ fanIn }, { sigmaW }) => (sigmaW * sigmaW) / fanIn,
  biasStd: ({ sigmaB, biasStd }) => Math.hypot(sigmaB, biasStd),
  pytorch: ({ sigmaW }) => `nn.init.normal_(weight, std=${sigmaW} / math.sqrt(weight.shape[1]))`,
  weights: (random, shape, { sigmaW }) => drawNormal(random, shape, (sigmaW * sigmaW) / shape.fanIn),
});
