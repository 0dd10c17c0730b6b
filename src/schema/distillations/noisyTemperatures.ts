import type { ReadyDistillation } from './ready';
import { temperatures } from './temperatures';

const { distillation } = temperatures;
const at = (temperature: number) => ({ kind: 'hinton', alpha: 0.5, temperature }) as const;
const name = 'Which temperature, with wrong labels?';

/** The same student when three of ten labels are wrong and half of the loss is against labels. */
export const noisyTemperatures: ReadyDistillation = {
  title: { en: name, 'zh-CN': '标签有误时，温度取多少？' },
  why: {
    en: 'The same pictures with three of ten of the students’ labels wrong. Hard labels fall to 0.90; the teacher’s argmax keeps 0.96, as with right labels. Where half of the loss is still against labels, T = 1 reaches 0.94, T = 2 to 20 reach 0.95 to 0.96, for the teacher then outweighs them. No temperature beats the bare argmax here: the gain is that labels are cleaned.',
    'zh-CN':
      '同样的图像，但学生的标签十分之三有误。硬标签降到 0.90；教师的 argmax 仍为 0.96，与标签正确时相同。若一半损失仍对标签，T = 1 为 0.94，T = 2–20 为 0.95–0.96，因为此时教师占了上风。没有一个温度胜过 argmax：增益来自清洗标签。',
  },
  distillation: {
    ...distillation,
    name,
    student: { ...distillation.student, data: { ...distillation.student.data, labelNoise: 0.3 } },
    method: [at(1), at(2), at(5), at(10), at(20), { kind: 'hinton', alpha: 0, temperature: 5 }],
  },
};
