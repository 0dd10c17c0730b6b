import { say } from '../../base/problem';
import { inProse } from '../diagnosis/rule';
import { vanishing as ofTheLab } from '../diagnosis/vanishing';
import { type LogRule, nameOf } from './rule';
import { layerSignals } from './signal';

export const vanishing: LogRule = {
  title: ofTheLab.title,
  find(evidence) {
    const { layers, profile } = layerSignals(evidence);
    if (profile?.kind !== 'vanishes') return undefined;
    const [first, last] = [layers[0]!, layers.at(-1)!];
    const [ratio, perLayer] = [inProse(profile.ratio), inProse(profile.perLayer)];
    const [near, far] = [nameOf(evidence, first), nameOf(evidence, last)];
    return {
      evidence: say(
        `${near} gets ${ratio} of ${far}’s signal, ${perLayer} times less with each of ${layers.length} layers.`,
        `${near} 只得到 ${far} 信号的 ${ratio}，在 ${layers.length} 层中每层缩小到 1/${perLayer}。`,
      ),
      advice: say(
        'Skip connections, normalization, or an activation and initializer that suit each other (ReLU with He) keep it.',
        '跳跃连接、归一化，或相互匹配的激活函数与初始化（ReLU 配 He）可以保住信号。',
      ),
      module: first,
    };
  },
};
