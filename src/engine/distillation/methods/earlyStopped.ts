import { z } from 'zod';
import { field } from '../../../base/entry';
import { hinton } from './hinton';
import { defineMethod } from './method';
import { alpha, temperature } from './params';

/** The teacher is stopped before the end of its training. */
export const earlyStopped = defineMethod({
  title: { en: 'Early-stopped teacher', 'zh-CN': '早停的教师网络' },
  summary: {
    en: 'Distils from the teacher as it was partway through its training. A more accurate teacher can teach worse; the authors’ explanation is mismatched capacity: a small student cannot imitate it. Their student, too, stops distilling early; here it does not.',
    'zh-CN':
      '用教师网络训练中途的状态来蒸馏。更好的教师网络可能教得更差；原作者的解释是容量不匹配：较小的学生网络模仿不了它。原论文中学生网络也早停蒸馏，这里不这样做。',
  },
  formula: 't = t^{(f \\cdot S)}',
  source: 'Cho & Hariharan 2019, arXiv:1910.01348',
  role: 'method',
  unlabelled: true,
  params: {
    fraction: field(z.number().gt(0).max(1).default(0.2), {
      label: { en: 'Share of its steps', 'zh-CN': '步数比例' },
      help: {
        en: 'Share of the teacher’s training steps after which its outputs are used.',
        'zh-CN': '取教师网络训练到多少比例时的输出。',
      },
      sliderRange: [0.02, 1],
      step: 0.02,
    }),
    alpha: alpha(0.1),
    temperature: temperature(4),
  },
  plan: ({ fraction }) => ({ kind: 'early', fraction }),
  teach: hinton.teach,
  terms: hinton.terms!,
  pytorch: hinton.pytorch,
});
