import { z } from 'zod';
import { field } from '../../../base/entry';
import { hinton } from './hinton';
import { defineMethod } from './method';
import { alpha, temperature } from './params';

const size = (most: number, label: { en: string; 'zh-CN': string }, help: { en: string; 'zh-CN': string }) =>
  field(z.int().min(1).max(most).nullable().default(null), {
    label,
    help,
    scale: 'log',
    sliderRange: [1, most],
  });

/** The teacher trains a network of intermediate size, which then trains the student. */
export const assistant = defineMethod({
  title: { en: 'Teacher assistant', 'zh-CN': '助教网络' },
  summary: {
    en: 'If the student is much smaller than the teacher, a network of intermediate size is distilled first and then teaches the student.',
    'zh-CN': '学生网络远小于教师网络时，先蒸馏出一个中等大小的助教网络，再由它教学生网络。',
  },
  formula: 't \\to a \\to s',
  source: 'Mirzadeh et al. 2020, arXiv:1902.03393',
  role: 'method',
  unlabelled: true,
  params: {
    depth: size(
      200,
      { en: 'Assistant’s depth', 'zh-CN': '助教网络的深度' },
      {
        en: 'Hidden layers of the assistant; by default the mean of the teacher’s and the student’s.',
        'zh-CN': '助教网络的隐藏层数；默认取教师网络与学生网络的平均。',
      },
    ),
    width: size(
      1024,
      { en: 'Assistant’s width', 'zh-CN': '助教网络的宽度' },
      {
        en: 'Units in each of its layers; by default the geometric mean of the teacher’s and the student’s.',
        'zh-CN': '每层的神经元数；默认取教师网络与学生网络的几何平均。',
      },
    ),
    alpha: alpha(0.1),
    temperature: temperature(4),
  },
  plan: ({ depth, width }) => ({ kind: 'assistant', depth, width }),
  teach: hinton.teach,
  terms: hinton.terms!,
  pytorch: hinton.pytorch,
});
