import { onMoons } from './preset';

/** The experiment that the page opens with. */
export const twentySigmoidLayers = onMoons({
  title: { en: 'Twenty sigmoid layers', 'zh-CN': '二十个 sigmoid 层' },
  why: {
    en: 'The slope of the sigmoid is at most 1/4, and Glorot’s weights preserve the size of the signal, so each layer passes back less than a quarter of it: the first layer gets less than a trillionth of the last layer’s signal, and nothing is learned.',
    'zh-CN':
      'sigmoid 的导数至多为 1/4，而 Glorot 权重不改变信号的大小，因此每层传回的信号不到四分之一：第一层得到的信号不足最后一层的万亿分之一，网络什么也学不到。',
  },
  works: false,
  network: { depth: 20, width: 32, activation: 'sigmoid', initializer: { kind: 'glorotNormal' } },
});
