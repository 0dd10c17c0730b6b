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
        `${near} gets ${ratio} of ${far}’s signal: ${perLayer} times less at each of ${layers.length - 1} steps from layer to layer.`,
        `${near} 只得到 ${far} 信号的 ${ratio}：逐层传递 ${layers.length - 1} 次，每次缩小到 1/${perLayer}。`,
      ),
      advice: say(
        'Skip connections, normalization, or an activation and initializer that suit each other (ReLU with He) keep the signal.',
        '跳跃连接、归一化，或相互匹配的激活函数与初始化（如 ReLU 搭配 He 初始化）可保持信号。',
      ),
      module: first,
    };
  },
};
