import { hiddenValues, lossAround, type Rule, told } from './rule';

/** How much more than at first the loss must be. */
const risen = 1.5;

export const largeRate: Rule = {
  title: { en: 'Learning rate too large', 'zh-CN': '学习率过大' },
  summary: {
    en: 'Updates overshoot: the loss rises, jumps about, or stops being a number.',
    'zh-CN': '更新过头：损失上升、剧烈跳动，或不再是有限的数。',
  },
  find(patient) {
    const { recorded, at } = patient;
    if (at < 1) return undefined;
    const first = recorded.run(0, 'loss');
    const now = recorded.run(at, 'loss');
    const late = lossAround(patient, at);
    const diverged = !Number.isFinite(now);
    if (!diverged && !(at >= 10 && late > risen * first)) return undefined;
    const largest = Math.max(
      0,
      ...hiddenValues({ ...patient, at: Math.max(0, at - 1) }, 'updateRatio').filter(Number.isFinite),
    );
    return {
      evidence: {
        en: `The loss went from ${told(first)} to ${diverged ? 'something not finite' : told(late)}; the last updates moved weights by up to ${told(largest)} of their size.`,
        'zh-CN': `损失从 ${told(first)} 变为${diverged ? '非有限的数' : ` ${told(late)}`}；最近的更新使权重变动达其大小的 ${told(largest)}。`,
      },
      remedies: ['lowerRate', 'clip'],
    };
  },
};
