import { hiddenValues, type Rule, told } from './rule';

/** An update below this share of a float32 weight changes none of its digits. */
const lost = 2 ** -25;

export const underflow: Rule = {
  title: { en: 'Updates below the last digit', 'zh-CN': '更新小于最后一位' },
  summary: {
    en: 'The update is so small against the weight that, in 32-bit floating point, adding it changes nothing.',
    'zh-CN': '相对于权重，更新小到在 32 位浮点中加上它也没有任何变化。',
  },
  find(patient) {
    const ratios = hiddenValues(patient, 'updateRatio');
    const stuck = ratios.filter((ratio) => ratio < lost / 1e3);
    if (stuck.length === 0) return undefined;
    const smallest = Math.min(...hiddenValues(patient, 'weightGradNorm'));
    return {
      evidence: {
        en: `In ${stuck.length} of ${ratios.length} layers an update is less than ${told(lost / 1e3)} of the weights; the smallest weight gradient is ${told(smallest)}.`,
        'zh-CN': `${ratios.length} 层中有 ${stuck.length} 层的更新不到权重的 ${told(lost / 1e3)}；最小的权重梯度为 ${told(smallest)}。`,
      },
      remedies: ['reluHe', 'batchNorm', 'adam'],
    };
  },
};
