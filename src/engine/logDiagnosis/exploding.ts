import { say } from '../../base/problem';
import { exploding as ofTheLab } from '../diagnosis/exploding';
import { inProse } from '../diagnosis/rule';
import { type LogRule, nameOf } from './rule';
import { layerSignals } from './signal';

export const exploding: LogRule = {
  title: ofTheLab.title,
  find(evidence) {
    const { layers, profile } = layerSignals(evidence);
    if (profile?.kind !== 'explodes') return undefined;
    const [first, last] = [layers[0]!, layers.at(-1)!];
    const [ratio, perLayer] = [inProse(profile.ratio), inProse(profile.perLayer)];
    const [near, far] = [nameOf(evidence, first), nameOf(evidence, last)];
    return {
      evidence: say(
        `${near} gets ${ratio} times ${far}’s signal: ${perLayer} times more at each of ${layers.length - 1} steps from layer to layer.`,
        `${near} 得到 ${far} 信号的 ${ratio} 倍：逐层传递 ${layers.length - 1} 次，每次增大到 ${perLayer} 倍。`,
      ),
      advice: say(
        'A smaller gain of the initial weights or normalization keeps it level; clipping gradients limits the harm.',
        '减小初始权重的增益或加入归一化可使其平稳；梯度裁剪能限制损害。',
      ),
      module: first,
    };
  },
};
