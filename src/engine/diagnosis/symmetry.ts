import type { Rule } from './rule';

export const symmetry: Rule = {
  title: { en: 'Symmetric start', 'zh-CN': '对称的起点' },
  summary: {
    en: 'All units of a layer start alike, get the same gradient, and stay alike: the layer is one unit many times over.',
    'zh-CN': '同一层的单元初始相同、梯度相同，永远相同：整层等于同一个单元重复多次。',
  },
  find({ spec: { network } }) {
    const { kind } = network.initializer;
    const { gain } = network.initializer as { gain?: number };
    if (kind !== 'zeros' && kind !== 'constant' && gain !== 0) return undefined;
    const weights = kind === 'constant' && gain !== 0 ? ['equal', '相等'] : ['0', '0'];
    return {
      evidence: {
        en: `Initializer ${kind}: every weight starts at ${weights[0] === '0' ? '0' : 'the same value'}.`,
        'zh-CN': `初始化 ${kind}：所有权重的初值${weights[1] === '0' ? '为 0' : '相等'}。`,
      },
      remedies: ['he', 'glorot'],
    };
  },
};
