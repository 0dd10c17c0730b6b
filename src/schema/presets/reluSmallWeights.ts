import { onMoons } from './preset';

export const reluSmallWeights = onMoons({
  title: { en: 'Small weights, level weight gradients', 'zh-CN': '小权重，看似正常的权重梯度' },
  why: {
    en: 'Activations shrink about fivefold per layer forward and the signal about fivefold per layer backward; the weight gradient is their product, so it looks level over the layers although both vanish. Look at all three.',
    'zh-CN':
      '前向的激活值每层缩小到约五分之一，反向信号每层也缩小到约五分之一；权重梯度是两者之积，因此各层看起来相近，其实两者都在消失。三者要一起看。',
  },
  works: false,
  network: {
    depth: 20,
    width: 32,
    activation: 'relu',
    initializer: { kind: 'meanField', sigmaW: 0.3, sigmaB: 0 },
  },
});
