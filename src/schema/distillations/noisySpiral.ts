import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const spiral = { kind: 'spiral', noise: 0.03, arms: 3, turns: 0.6 } as const;

/** Distillation on noisy labels: most of its gain is that the teacher corrects wrong labels. */
export const noisySpiral: ReadyDistillation = {
  title: { en: 'Wrong labels on a spiral', 'zh-CN': '螺旋上的错误标签' },
  why: {
    en: 'Ninety points, a fifth of them with a wrong label. Over ten seeds, hard labels reach 0.84; the teacher’s bare argmax, as a hard label, 0.99: most of the gain is that labels are cleaned. Soft answers add at most another 0.01, and unlabelled inputs the last 0.003. With answers shuffled within each class, no gain over hard labels is shown.',
    'zh-CN':
      '九十个点，五分之一标签错误。十个种子平均：硬标签 0.84；仅用教师的 argmax 作硬标签即达 0.99——增益大部分来自清洗标签。软输出至多再加 0.01，无标签输入补上最后的 0.003。输出在类内打乱后，未显示出胜过硬标签。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Wrong labels on a spiral',
    teacher: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Teacher',
      // The seed differs from the students': points of one seed begin alike for any sample count, so they would include the
      // students' test points.
      seed: 501,
      data: { ...spiral, samples: 4000 },
      network: { depth: 3, width: 64, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.005 }, batchSize: 64, steps: 1500 },
    },
    student: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Student',
      seed: 1,
      data: { ...spiral, samples: 900, testFraction: 0.9, labelNoise: 0.2 },
      network: { depth: 2, width: 12, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 32, steps: 1500 },
    },
    transfer: { unlabelled: 1000 },
    controls: [{ kind: 'hardLabels' }, { kind: 'labelSmoothing' }, { kind: 'teacherArgmax' }],
    method: [
      { kind: 'hinton', alpha: 0, temperature: 1 },
      { kind: 'hinton', alpha: 0, temperature: 2 },
      { kind: 'hinton', alpha: 0, temperature: 4 },
      { kind: 'hinton', alpha: 0, temperature: 8 },
      { kind: 'hinton', alpha: 0, temperature: 4, unlabelled: true },
      { kind: 'hinton', alpha: 0, temperature: 4, teacherOutputs: 'shuffledInClass' },
      { kind: 'hinton', alpha: 0, temperature: 4, teacherOutputs: 'shuffled' },
    ],
    seeds: 10,
  },
};
