import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const at = (temperature: number) => ({ kind: 'hinton', alpha: 0, temperature }) as const;

/** One student at five temperatures. */
export const temperatures: ReadyDistillation = {
  title: { en: 'Which temperature?', 'zh-CN': '温度取多少？' },
  why: {
    en: 'A small student of handwritten digits at five temperatures. No gain is shown here: the teacher has learned the same pictures by heart, labels are right, and its argmax says the same as they do. For T = 1 and 2 no difference from hard labels is shown; from T = 5 on, students come out a little worse (by 0.003 to 0.008) for as many steps.',
    'zh-CN':
      '手写数字的小型学生，五种温度。这里未见增益：教师已记住同样的图像，标签又都正确，其 argmax 与标签一致。T = 1、2 与硬标签之间未显示出差异；T ≥ 5 时同样步数下略差（0.003–0.008）。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Which temperature?',
    teacher: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Teacher',
      // The seed is the students' seed: this data set has a fixed size, and both are to be tested on the same samples.
      seed: 1,
      data: { kind: 'digits' },
      network: { depth: 2, width: 64, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.002 }, batchSize: 64, steps: 600 },
    },
    student: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Student',
      seed: 1,
      data: { kind: 'digits' },
      network: { depth: 1, width: 16, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.005 }, batchSize: 64, steps: 800 },
    },
    controls: [{ kind: 'hardLabels' }, { kind: 'labelSmoothing' }, { kind: 'teacherArgmax' }],
    method: [at(1), at(2), at(5), at(10), at(20)],
    seeds: 10,
  },
};
