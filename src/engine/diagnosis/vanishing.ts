import { learns, type Rule, signalRatio, told } from './rule';

/** First to last hidden layer: below it a signal is called vanishing. */
const notable = 1e-3;

export const vanishing: Rule = {
  title: { en: 'Vanishing gradients', 'zh-CN': '梯度消失' },
  summary: {
    en: 'The backprop signal shrinks from layer to layer, so that the layers near the input hardly learn.',
    'zh-CN': '反向信号逐层缩小，靠近输入的层几乎学不到东西。',
  },
  find(patient) {
    const ratio = signalRatio(patient);
    if (ratio === undefined || !(ratio < notable) || learns(patient)) return undefined;
    const layers = patient.recorded.layers - 1;
    const perLayer = told(ratio ** (-1 / (layers - 1)));
    return {
      evidence: {
        en: `Layer 1 gets ${told(ratio)} of layer ${layers}’s signal, ${perLayer} times less with each layer.`,
        'zh-CN': `第 1 层只得到第 ${layers} 层信号的 ${told(ratio)}，每层缩小到 1/${perLayer}。`,
      },
      remedies: ['reluHe', 'batchNorm', 'residual'],
    };
  },
};
