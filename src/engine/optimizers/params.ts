import { z } from 'zod';
import { field, type Text } from '../../base/entry';

/** A decay rate in [0, 1). */
export const rate = (initial: number, label: Text, help: Text, formula: string) =>
  field(z.number().min(0).max(0.999999).default(initial), {
    label,
    help,
    formula,
    sliderRange: [0, 0.999],
    step: 0.001,
  });

/** The small number that is added to a denominator. It prevents division by 0. */
export const eps = field(z.number().min(0).max(1).default(1e-8), {
  label: { en: 'Epsilon', 'zh-CN': 'ε' },
  help: {
    en: 'Added to the denominator. Gradients far smaller than this are not rescaled to full updates.',
    'zh-CN': '加在分母上；远小于它的梯度不会被放大成完整的更新。',
  },
  formula: '\\Delta w \\propto 1 / (\\sqrt{v} + \\epsilon)',
  scale: 'log',
  sliderRange: [1e-12, 0.1],
});
