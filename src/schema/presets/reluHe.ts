import { onMoons } from './preset';

export const reluHe = onMoons({
  title: { en: 'ReLU with He weights', 'zh-CN': 'ReLU 与 He 初始化' },
  why: {
    en: 'ReLU passes the signal of active units unchanged, and He’s doubled variance compensates for inactive ones, so all twenty layers learn from the start.',
    'zh-CN': '激活的 ReLU 神经元不改变信号，He 加倍的方差补偿未激活的神经元，因此二十层从一开始就能学习。',
  },
  works: true,
  network: { depth: 20, width: 32, activation: 'relu', initializer: { kind: 'heNormal' } },
});
