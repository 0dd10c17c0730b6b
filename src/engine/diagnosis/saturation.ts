import { hiddenLayers } from '../../schema/experiment';
import { type Activation, activations } from '../activations';
import { numbers } from '../kernels/reference/numbers';
import { diverged, learns, stepsDone } from './progress';
import { hiddenValues, percent, type Rule } from './rule';

/**
 * The share of outputs on the flat part above which a layer counts as saturated. The threshold at the start is higher.
 */
export const flatShare = 0.7;
export const flatShareAtStart = 0.8;
/** After this many steps, a network that has not learned is not just slow. */
const patience = 100;

/** Whether an activation is flat at both ends. */
const isSquashing = (activation: Activation): boolean =>
  [-30, 30].every((z) => Math.abs(activation.derivative(numbers, z, activation.value(numbers, z))) < 1e-3);

export const saturation: Rule = {
  title: { en: 'Saturated units', 'zh-CN': '神经元饱和' },
  summary: {
    en: 'Pre-activations are so large that units are on the flat ends of the activation function, where its slope is close to 0 and hardly any signal is passed back.',
    'zh-CN': '预激活值过大，神经元落在激活函数平坦的两端，导数接近 0，几乎不传递反向信号。',
  },
  find(run) {
    const squashing = hiddenLayers(run.spec.network).map(({ activation }) =>
      isSquashing(activations[activation]),
    );
    const shares = hiddenValues(run, 'saturatedFraction').filter((_, l) => squashing[l]);
    const limit = stepsDone(run) < patience ? flatShareAtStart : flatShare;
    const flat = shares.filter((share) => share > limit);
    if (flat.length === 0 || flat.length < shares.length / 3 || learns(run) || diverged(run))
      return undefined;
    const sigmoid = hiddenLayers(run.spec.network).some(({ activation }) => activation === 'sigmoid');
    const most = percent(Math.max(...flat));
    return {
      evidence: {
        en: `In ${flat.length} of ${shares.length} layers more than ${percent(limit)} of the outputs are saturated (slope below 5 % of its maximum); the highest share is ${most}.`,
        'zh-CN': `${shares.length} 层中有 ${flat.length} 层超过 ${percent(limit)} 的输出饱和（导数低于最大值的 5 %）；最高达 ${most}。`,
      },
      // With Glorot's weights, the signal vanishes in a deep sigmoid network.
      remedies: sigmoid ? ['batchNorm', 'reluHe'] : ['glorot', 'batchNorm', 'reluHe'],
    };
  },
};
