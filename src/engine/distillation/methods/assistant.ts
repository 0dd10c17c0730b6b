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
  title: { en: 'Teacher assistant', 'zh-CN': '教师助理' },
  summary: {
    en: 'Where the student is much smaller than the teacher, one of a middle size learns first and then teaches.',
    'zh-CN': '学生远小于教师时，中等大小的网络先学，再去教学生。',
  },
  formula: 't \\to a \\to s',
  source: 'Mirzadeh et al. 2020, arXiv:1902.03393',
  role: 'method',
  unlabelled: true,
  params: {
    depth: size(
      200,
      { en: 'Assistant’s depth', 'zh-CN': '助理的深度' },
      {
        en: 'Hidden layers of the assistant; unset: the mean of teacher’s and student’s.',
        'zh-CN': '助理的隐藏层数；不设则取师生的平均。',
      },
    ),
    width: size(
      1024,
      { en: 'Assistant’s width', 'zh-CN': '助理的宽度' },
      {
        en: 'Units in each of its layers; unset: the geometric mean of teacher’s and student’s.',
        'zh-CN': '每层的单元数；不设则取师生的几何平均。',
      },
    ),
    alpha: alpha(0.1),
    temperature: temperature(4),
  },
  plan: ({ depth, width }) => ({ kind: 'assistant', depth, width }),
  teach: hinton.teach,
  terms: hinton.terms!,
});
