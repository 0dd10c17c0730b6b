import { hiddenLayers } from '../../schema/experiment';
import { type Activation, activations } from '../activations';
import { numbers } from '../kernels/reference/numbers';
import { hiddenValues, learns, type Rule, told } from './rule';

/** The share of a layer's outputs that are on the flat part from which the layer counts. */
const flatShare = 0.7;

/** Whether both ends of an activation are flat. */
const isSquashing = (activation: Activation): boolean =>
  [-30, 30].every((z) => Math.abs(activation.derivative(numbers, z, activation.value(numbers, z))) < 1e-3);

export const saturation: Rule = {
  title: { en: 'Saturated units', 'zh-CN': '单元饱和' },
  summary: {
    en: 'Pre-activations are so large that the units sit on the flat ends of the activation, where its slope passes no signal back.',
    'zh-CN': '预激活过大，单元落在激活函数平坦的两端，斜率几乎不回传信号。',
  },
  find(patient) {
    const squashing = hiddenLayers(patient.spec.network).map(({ activation }) =>
      isSquashing(activations[activation]),
    );
    const shares = hiddenValues(patient, 'saturatedFraction').filter((_, l) => squashing[l]);
    const flat = shares.filter((share) => share > flatShare);
    if (flat.length === 0 || flat.length < shares.length / 3 || learns(patient)) return undefined;
    const most = `${told(100 * Math.max(...flat))} %`;
    return {
      evidence: {
        en: `In ${flat.length} of ${shares.length} layers more than 70 % of the outputs have a slope below 5 % of its largest; at most ${most}.`,
        'zh-CN': `${shares.length} 层中有 ${flat.length} 层超过 70 % 的输出斜率低于最大值的 5 %；最多达 ${most}。`,
      },
      remedies: ['glorot', 'batchNorm', 'reluHe'],
    };
  },
};
