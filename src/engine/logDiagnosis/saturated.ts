import { say } from '../../base/problem';
import { patience } from '../diagnosis/dyingUnits';
import { percent } from '../diagnosis/rule';
import { flatShare, flatShareAtStart, saturation } from '../diagnosis/saturation';
import { type LogRule, nameOf, numberOf, stepNow } from './rule';

/** Activations that are flat at both ends. Half of a ReLU's outputs have slope 0 by design. */
const squashing = new Set(['Sigmoid', 'Tanh', 'Hardtanh', 'Hardsigmoid', 'Softsign', 'ReLU6']);

export const saturated: LogRule = {
  title: saturation.title,
  find(evidence) {
    const limit = stepNow(evidence) < patience ? flatShareAtStart : flatShare;
    const measured = evidence.summary.header.modules.flatMap(({ type }, module) => {
      const share = numberOf(evidence, module, 'saturatedFraction');
      return squashing.has(type) && !Number.isNaN(share) ? [{ module, share }] : [];
    });
    const flat = measured.filter(({ share }) => share > limit);
    if (flat.length === 0 || flat.length < measured.length / 3) return undefined;
    const worst = flat.reduce((a, b) => (b.share > a.share ? b : a));
    const name = nameOf(evidence, worst.module);
    return {
      evidence: say(
        `In ${flat.length} of ${measured.length} activations more than ${percent(limit)} of the outputs have a slope below 5 % of its largest; most in ${name} (${percent(worst.share)}).`,
        `${measured.length} 个激活模块中有 ${flat.length} 个超过 ${percent(limit)} 的输出处导数低于最大值的 5 %；最多的是 ${name}（${percent(worst.share)}）。`,
      ),
      advice: say(
        'Normalization before the activation or smaller initial weights bring its inputs back to where it has a slope.',
        '在激活前加归一化或减小初始权重，可把输入带回导数较大的区间。',
      ),
      module: worst.module,
    };
  },
};
