import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const at = (temperature: number) => ({ kind: 'hinton', alpha: 0, temperature }) as const;

/** One student at five temperatures. */
export const temperatures: ReadyDistillation = {
  title: { en: 'Which temperature?', 'zh-CN': '温度取多少？' },
  why: {
    en: 'A small student for handwritten digits at five temperatures. No gain is shown here: the teacher has memorized the same images, the labels are correct, and its argmax equals them. For T = 1, 2 and 5 no difference from hard labels is shown; at T = 10 and 20, students are slightly worse (by 0.6 and 0.8 percentage points) after the same number of steps.',
    'zh-CN':
      '手写数字的小型学生网络，五种温度。这里未见增益：教师网络已记住同样的图像，标签又都正确，其 argmax 与标签一致。T = 1、2、5 与硬标签之间未显示出差异；T = 10、20 时同样步数下略差（0.6 与 0.8 个百分点）。',
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
