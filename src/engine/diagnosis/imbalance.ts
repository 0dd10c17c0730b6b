import { learns } from './progress';
import { hiddenValues, inProse, type Rule } from './rule';
import { againstVanishing } from './vanishing';

/** The ratio of the largest to the smallest update ratio that counts as imbalance. */
export const notable = 1e3;

export const imbalance: Rule = {
  title: { en: 'Layers learn at very different speeds', 'zh-CN': '各层学习速度悬殊' },
  summary: {
    en: 'Relative to their size, the weights of some layers change far faster than those of others: no single learning rate suits them all.',
    'zh-CN': '相对于自身大小，有的层的权重变化远快于其他层：没有一个学习率适合所有层。',
  },
  find(run) {
    const ratios = hiddenValues(run, 'updateRatio');
    // A layer without any update is dead. Another rule reports it.
    if (ratios.length < 2 || !ratios.every((ratio) => Number.isFinite(ratio) && ratio > 0)) return undefined;
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    if (!(most / least > notable) || learns(run)) return undefined;
    const [slow, fast] = [ratios.indexOf(least) + 1, ratios.indexOf(most) + 1];
    return {
      evidence: {
        en: `The last update changed layer ${fast}’s weights by ${inProse(most)} of their norm, layer ${slow}’s by ${inProse(least)}.`,
        'zh-CN': `最近一次更新使第 ${fast} 层的权重改变了其范数的 ${inProse(most)}，第 ${slow} 层仅 ${inProse(least)}。`,
      },
      remedies: againstVanishing(run),
    };
  },
};
