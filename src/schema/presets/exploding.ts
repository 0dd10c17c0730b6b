import { onMoons } from './preset';

export const exploding = onMoons({
  title: { en: 'Exploding ReLU', 'zh-CN': 'ReLU 网络的梯度爆炸' },
  why: {
    en: 'Weights twice as large as He’s double the activations and the backward signal at every layer; over twenty layers the first updates make the network overflow.',
    'zh-CN':
      '权重是 He 初始化的两倍，前向的激活值与反向信号每层都翻倍；经过二十层，最初的几次更新就使网络数值溢出。',
  },
  works: false,
  network: { depth: 20, width: 32, activation: 'relu', initializer: { kind: 'heNormal', gain: 2 } },
});
