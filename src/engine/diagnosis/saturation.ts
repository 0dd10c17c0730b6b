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
  title: { en: 'Saturated units', 'zh-CN': '单元饱和' },
  summary: {
    en: 'Pre-activations are so large that the units sit on the flat ends of the activation, where its slope passes hardly any signal back.',
    'zh-CN': '预激活过大，单元落在激活函数平坦的两端，斜率几乎不回传信号。',
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
        en: `In ${flat.length} of ${shares.length} layers more than ${percent(limit)} of the outputs have a slope below 5 % of its largest; at most ${most}.`,
        'zh-CN': `${shares.length} 层中有 ${flat.length} 层超过 ${percent(limit)} 的输出斜率低于最大值的 5 %；最多达 ${most}。`,
      },
      // With Glorot's weights, the signal vanishes in a deep sigmoid network.
      remedies: sigmoid ? ['batchNorm', 'reluHe'] : ['glorot', 'batchNorm', 'reluHe'],
    };
  },
};
