import { z } from 'zod';
import { field } from '../../base/entry';
import { commonParams, defineInitializer } from './initializer';

export const constant = defineInitializer({
  title: { en: 'Constant', 'zh-CN': '常数' },
  summary: {
    en: 'All weights are equal: unless random biases or dropout break the symmetry, all units of a layer compute the same and get the same gradient, so a wide layer learns as if it had one unit.',
    'zh-CN':
      '所有权重相同：除非随机偏置或 dropout 打破对称性，同层神经元输出相同、梯度相同，再宽的层也像只有一个神经元。',
  },
  formula: 'W = c',
  params: {
    ...commonParams,
    value: field(z.number().min(-100).max(100).default(0.1), {
      label: { en: 'Value', 'zh-CN': '取值' },
      help: { en: 'Initial value of every weight.', 'zh-CN': '每个权重的初始值。' },
      sliderRange: [-1, 1],
      step: 0.01,
    }),
  },
  variance: () => 0,
  pytorch: ({ value }) => `nn.init.constant_(weight, ${value})`,
  weights: (_random, { fanIn, fanOut }, { value }) => new Float64Array(fanIn * fanOut).fill(value),
});
