import { learns } from './progress';
import { hiddenValues, inProse, type Rule } from './rule';
import { againstVanishing } from './vanishing';

/** The ratio of the largest to the smallest update ratio that counts as imbalance. */
export const notable = 1e3;

export const imbalance: Rule = {
  title: { en: 'Layers learn at very different paces', 'zh-CN': '各层学习速度悬殊' },
  summary: {
    en: 'Some layers change their weights far faster than others, relative to their size: no one learning rate suits them all.',
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
        en: `The last update moved layer ${fast}’s weights by ${inProse(most)} of their size, layer ${slow}’s by ${inProse(least)}.`,
        'zh-CN': `最近一次更新使第 ${fast} 层的权重变动 ${inProse(most)}（相对大小），第 ${slow} 层仅 ${inProse(least)}。`,
      },
      remedies: againstVanishing(run),
    };
  },
};
