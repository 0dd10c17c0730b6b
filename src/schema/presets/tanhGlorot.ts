import { onMoons } from './preset';

export const tanhGlorot = onMoons({
  title: { en: 'Tanh with Glorot weights', 'zh-CN': 'tanh 与 Glorot 初始化' },
  why: {
    en: 'The slope of tanh at 0 is 1, not 1/4, and Glorot’s variance was derived for this case: over twenty layers the signal shrinks by less than a factor of ten.',
    'zh-CN':
      'tanh 在 0 处的导数是 1 而非 1/4，Glorot 的方差正是针对这种情形推导的：经过二十层，信号缩小不到一个数量级。',
  },
  works: true,
  network: { depth: 20, width: 32, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
});
