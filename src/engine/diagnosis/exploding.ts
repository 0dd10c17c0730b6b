import { learns, type Rule, signalRatio, told } from './rule';

/** First to last hidden layer: above it a signal is called exploding. */
const notable = 1e3;

export const exploding: Rule = {
  title: { en: 'Exploding gradients', 'zh-CN': '梯度爆炸' },
  summary: {
    en: 'The backprop signal grows from layer to layer, so that one update throws the layers near the input far off.',
    'zh-CN': '反向信号逐层增大，一次更新就会把靠近输入的层抛得很远。',
  },
  find(patient) {
    const ratio = signalRatio(patient);
    if (ratio === undefined || !(ratio > notable) || learns(patient)) return undefined;
    const layers = patient.recorded.layers - 1;
    const perLayer = told(ratio ** (1 / (layers - 1)));
    return {
      evidence: {
        en: `Layer 1 gets ${told(ratio)} times layer ${layers}’s signal, ${perLayer} times more with each layer.`,
        'zh-CN': `第 1 层得到第 ${layers} 层信号的 ${told(ratio)} 倍，每层增大 ${perLayer} 倍。`,
      },
      remedies: patient.spec.network.initializer.kind.startsWith('he')
        ? ['gainOne', 'clip', 'residual']
        : ['he', 'clip', 'residual'],
    };
  },
};
