import { commonParams, defineInitializer } from './initializer';
import { drawOrthogonal } from './orthogonal';

export const lsuv = defineInitializer({
  title: { en: 'LSUV', 'zh-CN': 'LSUV' },
  summary: {
    en: 'Orthogonal weights, then scaled layer by layer until the pre-activations on real samples have variance 1. It stabilizes the forward pass for any activation function; gradients still depend on φ′.',
    'zh-CN':
      '先取正交权重，再逐层缩放，使真实样本上的预激活值方差为 1。对任何激活函数都能稳定前向传播；梯度是否稳定仍取决于 φ′。',
  },
  formula: 'W^l \\leftarrow W^l / \\operatorname{std}(z^l)',
  source: 'Mishkin & Matas 2015, arXiv:1511.06422',
  params: commonParams,
  unitVarianceOutputs: true,
  weights: drawOrthogonal,
});
