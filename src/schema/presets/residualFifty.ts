import { onMoons } from './preset';

export const residualFifty = onMoons({
  title: { en: 'Fifty residual layers', 'zh-CN': '五十个残差层' },
  why: {
    en: 'The weights are so small that the signal would shrink by 26 orders of magnitude over fifty tanh layers; skip connections pass it around every layer unchanged, and the network learns. Switch them off to see the difference.',
    'zh-CN':
      '权重小到信号经过五十个 tanh 层会缩小 26 个数量级；跳跃连接使信号不变地绕过每一层，网络因此能够学习。可关闭跳跃连接作对比。',
  },
  works: true,
  network: {
    depth: 50,
    width: 32,
    activation: 'tanh',
    initializer: { kind: 'glorotNormal', gain: 0.3 },
    residual: true,
  },
  learningRate: 0.01,
});
