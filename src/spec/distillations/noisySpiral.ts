import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;

/** Where most of the gain of distillation is that wrong labels are set right. */
export const noisySpiral: ReadyDistillation = {
  title: { en: 'Wrong labels on a spiral', 'zh-CN': '螺旋上的错误标签' },
  why: {
    en: 'Ninety points, a fifth of them with a wrong label. A teacher that saw many right ones helps a lot; compare its bare argmax, as a hard label, with its soft answers: how much of the gain is only that labels are cleaned?',
    'zh-CN':
      '九十个点，五分之一标签错误。见过大量正确样本的教师帮助很大；把它的 argmax（硬标签）与软输出相比：增益中有多少只是清洗了标签？',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Wrong labels on a spiral',
    teacher: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Teacher',
      seed: 1,
      data: { kind: 'spiral', samples: 4000, noise: 0.05, arms: 3 },
      network: { depth: 3, width: 64, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.005 }, batchSize: 64, steps: 1500 },
    },
    student: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Student',
      seed: 1,
      data: { kind: 'spiral', samples: 900, noise: 0.05, arms: 3, testFraction: 0.9, labelNoise: 0.2 },
      network: { depth: 2, width: 12, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 32, steps: 2000 },
    },
    transfer: { unlabelled: 1000 },
    controls: [{ kind: 'hardLabels' }, { kind: 'labelSmoothing' }, { kind: 'teacherArgmax' }],
    method: [
      { kind: 'hinton', alpha: 0, temperature: 1 },
      { kind: 'hinton', alpha: 0, temperature: 4 },
      { kind: 'hinton', alpha: 0, temperature: 4, unlabelled: true },
    ],
    seeds: 10,
  },
};
