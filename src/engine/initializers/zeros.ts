import { commonParams, defineInitializer } from './initializer';

export const zeros = defineInitializer({
  title: { en: 'Zeros', 'zh-CN': '全零' },
  summary: {
    en: 'All weights 0: at first the output does not depend on the input. Where φ(0) = 0 (tanh, ReLU) and biases are 0 only the last biases ever learn; with a sigmoid the last layer moves first and the others follow, but the units of a layer stay alike unless random biases or dropout tell them apart.',
    'zh-CN':
      '所有权重为 0：起初输出与输入无关。若 φ(0) = 0（tanh、ReLU）且偏置为 0，则只有末层偏置能学习；用 sigmoid 时末层先动、其余随后，但除非随机偏置或 dropout 使其不同，同层单元始终相同。',
  },
  formula: 'W = 0',
  params: {
    ...commonParams,
  },
  variance: () => 0,
  weights: (_random, { fanIn, fanOut }) => new Float64Array(fanIn * fanOut),
});
