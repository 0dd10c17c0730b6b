import { say } from '../../base/problem';
import { deadShare, dyingUnits, patience } from '../diagnosis/dyingUnits';
import { percent } from '../diagnosis/rule';
import { type LogRule, nameOf, numberOf, stepNow } from './rule';

export const dead: LogRule = {
  title: dyingUnits.title,
  find(evidence) {
    const limit = stepNow(evidence) < patience ? 1 : deadShare;
    const found = evidence.summary.header.modules.flatMap((_, module) => {
      const share = numberOf(evidence, module, 'deadFraction');
      return share >= limit ? [{ module, share }] : [];
    });
    if (found.length === 0) return undefined;
    const worst = found.reduce((a, b) => (b.share > a.share ? b : a));
    const [name, share] = [nameOf(evidence, worst.module), percent(worst.share)];
    const more = found.length - 1;
    return {
      evidence: say(
        `${share} of ${name}’s units pass no signal back on the whole batch${more > 0 ? `; ${more} more modules are beyond ${percent(limit)}` : ''}.`,
        `${name} 有 ${share} 的神经元在整批上不传递反向信号${more > 0 ? `；另有 ${more} 个模块超过 ${percent(limit)}` : ''}。`,
      ),
      advice: say(
        'Leaky ReLU or GELU, a lower learning rate, or normalization before the activation keeps units alive.',
        '使用 leaky ReLU 或 GELU、降低学习率，或在激活前加归一化，可使神经元保持活跃。',
      ),
      module: worst.module,
    };
  },
};
