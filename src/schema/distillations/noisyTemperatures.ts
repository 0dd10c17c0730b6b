import type { ReadyDistillation } from './ready';
import { temperatures } from './temperatures';

const { distillation } = temperatures;
const at = (temperature: number) => ({ kind: 'hinton', alpha: 0.5, temperature }) as const;
const name = 'Which temperature, with wrong labels?';

/** The same student when three of ten labels are wrong and half of the loss is against labels. */
export const noisyTemperatures: ReadyDistillation = {
  title: { en: name, 'zh-CN': '标签有误时，温度取多少？' },
  why: {
    en: 'The same images with 30 % of the students’ labels wrong. Hard labels fall to 90 %; the teacher’s argmax stays at 96 %, as with correct labels. If half of the loss is still against the labels, T = 1 reaches 94 % and T = 2 to 20 reach 95 % to 96 %, because the teacher then outweighs them. No temperature beats the argmax here: the gain comes from corrected labels.',
    'zh-CN':
      '同样的图像，但学生网络的标签有 30 % 是错误的。硬标签降到 90 %；教师网络的 argmax 仍为 96 %，与标签正确时相同。若损失的一半仍来自标签，T = 1 为 94 %，T = 2 至 20 为 95 % 至 96 %，因为此时教师网络项占主导。没有一个温度优于 argmax：增益来自纠正错误标签。',
  },
  distillation: {
    ...distillation,
    name,
    student: { ...distillation.student, data: { ...distillation.student.data, labelNoise: 0.3 } },
    method: [at(1), at(2), at(5), at(10), at(20), { kind: 'hinton', alpha: 0, temperature: 5 }],
  },
};
