import { hiddenValues, learns, type Rule, told } from './rule';

/** Largest to smallest update ratio from which it is told. */
const notable = 1e3;

export const imbalance: Rule = {
  title: { en: 'Layers learn at very different paces', 'zh-CN': '各层学习速度悬殊' },
  summary: {
    en: 'Some layers change their weights far faster than others, relative to their size: no one learning rate suits them all.',
    'zh-CN': '相对于自身大小，有的层的权重变化远快于其他层：没有一个学习率适合所有层。',
  },
  find(patient) {
    const ratios = hiddenValues(patient, 'updateRatio');
    if (ratios.length < 2 || !ratios.every((ratio) => Number.isFinite(ratio)) || learns(patient))
      return undefined;
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    if (!(most > 0) || !(most / Math.max(least, Number.MIN_VALUE) > notable)) return undefined;
    const [slow, fast] = [ratios.indexOf(least) + 1, ratios.indexOf(most) + 1];
    return {
      evidence: {
        en: `The last update moved layer ${fast}’s weights by ${told(most)} of their size, layer ${slow}’s by ${told(least)}.`,
        'zh-CN': `最近一次更新使第 ${fast} 层的权重变动 ${told(most)}（相对大小），第 ${slow} 层仅 ${told(least)}。`,
      },
      remedies: ['adam', 'batchNorm', 'reluHe'],
    };
  },
};
