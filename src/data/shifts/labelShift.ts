import { z } from 'zod';
import { field } from '../../base/entry';
import { coded, Problem, say } from '../../base/problem';
import { classCounts, thinClasses } from './classes';
import { defineShift } from './shift';

export const labelShift = defineShift({
  title: { en: 'Label shift', 'zh-CN': '标签偏移' },
  summary: {
    en: 'One class becomes more frequent: samples of the others are removed; the distribution within each class does not change.',
    'zh-CN': '某一类变得更常见：随机删去其他类的样本，各类内部的分布不变。',
  },
  formula: "p'(y) = (1 - s)\\,p(y) + s\\,[y = k],\\quad p'(x \\mid y) = p(x \\mid y)",
  source: 'Lipton et al. 2018, arXiv:1802.03916',
  for: 'classes',
  params: {
    towards: field(z.int().min(0).max(99).default(0), {
      label: { en: 'Towards class k', 'zh-CN': '偏向类别 k' },
      help: {
        en: 'The class that becomes more frequent, counted from 0.',
        'zh-CN': '变得更常见的类别，从 0 数起。',
      },
      sliderRange: [0, 9],
      step: 1,
    }),
    strength: field(z.number().min(0).max(1).default(0.5), {
      label: { en: 'Strength s', 'zh-CN': '强度 s' },
      help: {
        en: 'From the original class proportions (0) to this class only (1); at least one sample of each class stays.',
        'zh-CN': '各类比例从原状（0）向只剩该类（1）移动多少；每类至少保留一个样本。',
      },
      sliderRange: [0, 1],
      step: 0.05,
    }),
  },
  zero: { towards: 0, strength: 0 },
  apply: (samples, { towards, strength }, random) => {
    const counts = classCounts(samples);
    if (!counts[towards]) {
      throw new Problem('mismatch', {
        field: coded('labelShift.towards', say('Label shift, towards class', '标签偏移，偏向类别')),
        found: say(`class ${towards}, of which there is no sample`, `类别 ${towards} 没有样本`),
        allowed: say(`a class from 0 to ${counts.length - 1}`, `0 到 ${counts.length - 1} 的类别`),
      });
    }
    // Class k keeps all samples; the others keep the share that makes the frequency of k equal p'(k).
    const rest = (1 - strength) * (counts[towards] / samples.inputs.length) * samples.features;
    return thinClasses(samples, (label) => (label === towards ? 1 : rest / (rest + strength)), random);
  },
});
