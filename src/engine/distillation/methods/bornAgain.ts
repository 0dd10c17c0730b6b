import { z } from 'zod';
import { field } from '../../../base/entry';
import { hinton } from './hinton';
import { defineMethod } from './method';
import { alpha, temperature } from './params';

/** A network with the student's architecture trains the next one. */
export const bornAgain = defineMethod({
  title: { en: 'Born-again networks', 'zh-CN': '再生网络' },
  summary: {
    en: 'No larger teacher: a network of the student’s size, trained on labels, teaches its successor of the same size, and so on.',
    'zh-CN': '没有更大的教师网络：学生网络先用标签训练，再教同样大小的下一代，如此往复。',
  },
  formula: 's^{(k)} \\leftarrow \\operatorname{distil}(s^{(k-1)}),\\quad k = 1, \\dots, G',
  source: 'Furlanello et al. 2018, arXiv:1805.04770',
  role: 'method',
  unlabelled: true,
  params: {
    generations: field(z.int().min(1).max(10).default(2), {
      label: { en: 'Generations', 'zh-CN': '代数' },
      help: {
        en: 'How many times a network is taught by its predecessor.',
        'zh-CN': '由上一代网络教下一代的次数。',
      },
      sliderRange: [1, 10],
      step: 1,
    }),
    alpha: alpha(0.1),
    temperature: temperature(1),
  },
  plan: ({ generations }) => ({ kind: 'generations', count: generations }),
  teach: hinton.teach,
  terms: hinton.terms!,
  pytorch: hinton.pytorch,
});
