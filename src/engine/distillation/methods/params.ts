import { z } from 'zod';
import { field } from '../../../base/entry';

/** Fields that several methods share. */
export const temperature = (usual: number) =>
  field(z.number().gt(0).max(1000).default(usual), {
    label: { en: 'Temperature', 'zh-CN': '温度' },
    short: { en: 'T', 'zh-CN': 'T' },
    help: {
      en: 'Divides the logits before the softmax. Above 1 the probabilities become more even, so that unlikely classes count, too.',
      'zh-CN': '在 softmax 之前除 logits。大于 1 时概率分布更平滑，小概率类别也能起作用。',
    },
    formula: 'p_i = \\frac{e^{z_i/T}}{\\sum_j e^{z_j/T}}',
    scale: 'log',
    sliderRange: [0.5, 50],
  });

export const alpha = (usual: number) =>
  field(z.number().min(0).max(1).default(usual), {
    label: { en: 'Share of hard labels α', 'zh-CN': '硬标签占比 α' },
    short: { en: 'α', 'zh-CN': 'α' },
    help: {
      en: 'Weight of the cross-entropy with the labels in the loss; the rest is the teacher’s term. Other code may define α the other way round: in RepDistiller it weights the teacher’s term.',
      'zh-CN':
        '损失中标签交叉熵项的权重；其余为教师网络项。其他代码的定义可能相反：RepDistiller 中 α 是教师网络项的权重。',
    },
    formula: 'L = \\alpha L_{\\text{hard}} + (1-\\alpha) T^2 L_{\\text{soft}}',
    sliderRange: [0, 1],
    step: 0.05,
  });

/** The weight of an additional term. */
export const weight = (
  usual: number,
  label: { en: string; 'zh-CN': string },
  help: { en: string; 'zh-CN': string },
) => field(z.number().min(0).max(1000).default(usual), { label, help, sliderRange: [0, 100], step: 0.5 });
