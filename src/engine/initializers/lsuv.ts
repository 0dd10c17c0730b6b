import { commonParams, defineInitializer } from './initializer';
import { drawOrthogonal } from './orthogonal';

export const lsuv = defineInitializer({
  title: { en: 'LSUV', 'zh-CN': 'LSUV' },
  summary: {
    en: 'Orthogonal weights, then layer by layer scaled until pre-activations on real samples have variance 1. It steadies the forward pass for any activation; gradients follow only where φ’ lets them.',
    'zh-CN':
      '先取正交权重，再逐层缩放，使真实样本上的预激活方差为 1。对任何激活都能稳定前向；梯度是否稳定仍取决于 φ’。',
  },
  formula: 'W^l \\leftarrow W^l / \\operatorname{std}(z^l)',
  source: 'Mishkin & Matas 2015, arXiv:1511.06422',
  params: commonParams,
  unitVarianceOutputs: true,
  weights: drawOrthogonal,
});
