import { say } from '../../base/problem';
import { notable, imbalance as ofTheLab } from '../diagnosis/imbalance';
import { inProse } from '../diagnosis/rule';
import { type LogRule, nameOf, numberOf } from './rule';

export const imbalance: LogRule = {
  title: ofTheLab.title,
  find(evidence) {
    const moved = evidence.summary.header.modules.flatMap(({ isLayer }, module) => {
      const ratio = numberOf(evidence, module, 'updateRatio');
      // A weight that is frozen or dead does not move at all; other rules tell of it.
      return isLayer && ratio > 0 && Number.isFinite(ratio) ? [{ module, ratio }] : [];
    });
    if (moved.length < 2) return undefined;
    const slow = moved.reduce((a, b) => (b.ratio < a.ratio ? b : a));
    const fast = moved.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    if (!(fast.ratio / slow.ratio > notable)) return undefined;
    const [slowName, fastName] = [nameOf(evidence, slow.module), nameOf(evidence, fast.module)];
    return {
      evidence: say(
        `This update moved ${fastName}’s weights by ${inProse(fast.ratio)} of their size, ${slowName}’s by ${inProse(slow.ratio)}.`,
        `这次更新使 ${fastName} 的权重变动 ${inProse(fast.ratio)}（相对大小），${slowName} 仅 ${inProse(slow.ratio)}。`,
      ),
      advice: say(
        'Adam, normalization, or learning rates by parameter group even the paces out.',
        'Adam、归一化或按参数组设置学习率可使步调一致。',
      ),
      module: slow.module,
    };
  },
};
