import { commonParams, defineInitializer } from './initializer';

export const zeros = defineInitializer({
  title: { en: 'Zeros', 'zh-CN': '全零' },
  summary: {
    en: 'All weights are 0: at first the output does not depend on the input. If φ(0) = 0 (tanh, ReLU) and biases are 0, only the output biases ever learn; with a sigmoid the output layer changes first and the others follow, but the units of a layer stay identical unless random biases or dropout break the symmetry.',
    'zh-CN':
      '所有权重为 0：起初输出与输入无关。若 φ(0) = 0（tanh、ReLU）且偏置为 0，则只有输出层的偏置能学习；用 sigmoid 时输出层先变化、其余各层随后，但除非随机偏置或 dropout 打破对称性，同层神经元始终相同。',
  },
  formula: 'W = 0',
  params: {
    ...commonParams,
  },
  variance: () => 0,
  pytorch: () => 'nn.init.zeros_(weight)',
  weights: (_random, { fanIn, fanOut }) => new Float64Array(fanIn * fanOut),
});
