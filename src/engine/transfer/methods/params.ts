import { z } from 'zod';
import { field } from '../../../base/entry';

/** Fields that several methods share. */
export const alignedLayer = field(z.int().min(1).max(200).nullable().default(null), {
  label: { en: 'Aligned layer', 'zh-CN': '对齐的层' },
  help: {
    en: 'The hidden layer whose outputs are aligned between the domains, counted from 1; by default the last.',
    'zh-CN': '使两个域的输出对齐的隐藏层，从 1 数起；默认为最后一层。',
  },
  unset: { en: 'the last', 'zh-CN': '最后一层' },
  sliderRange: [1, 50],
  step: 1,
});

export const alignmentWeight = (usual: number) =>
  field(z.number().min(0).max(1e4).default(usual), {
    label: { en: 'Weight λ', 'zh-CN': '权重 λ' },
    help: {
      en: 'Weight of the alignment term, relative to the cross-entropy on the source.',
      'zh-CN': '对齐项相对源域交叉熵的权重。',
    },
    formula: 'L = \\mathrm{CE}(y_s, f(x_s)) + \\lambda L_{\\text{align}}',
    scale: 'log',
    sliderRange: [0.01, 100],
  });
