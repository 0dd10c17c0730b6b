import { hiddenValues, learns, type Rule, told } from './rule';

/**
 * The share of a layer's units that are dead from which it is told. Deep in a healthy ReLU network all samples look alike,
 * and half of the units are off on all of them.
 */
const deadShare = 0.8;

export const dyingUnits: Rule = {
  title: { en: 'Dying units', 'zh-CN': '单元死亡' },
  summary: {
    en: 'Units whose slope is 0 on every sample of the batch get no gradient, and so never come back: ReLU’s own trouble.',
    'zh-CN': '在整批样本上斜率都为 0 的单元得不到梯度，也就再也恢复不了：这是 ReLU 特有的问题。',
  },
  find(patient) {
    const shares = hiddenValues(patient, 'deadFraction');
    const worst = Math.max(...shares);
    if (!(worst > deadShare) || learns(patient)) return undefined;
    const layer = shares.indexOf(worst) + 1;
    const share = `${told(100 * worst)} %`;
    return {
      evidence: {
        en: `${share} of layer ${layer}’s units have slope 0 on the whole batch.`,
        'zh-CN': `第 ${layer} 层有 ${share} 的单元在整批上斜率为 0。`,
      },
      remedies: ['leakyRelu', 'lowerRate', 'he'],
    };
  },
};
