import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const spiral = { kind: 'spiral', noise: 0.03, arms: 3, turns: 0.6 } as const;

/** Distillation on noisy labels: most of its gain is that the teacher corrects wrong labels. */
export const noisySpiral: ReadyDistillation = {
  title: { en: 'Wrong labels on a spiral', 'zh-CN': '螺旋上的错误标签' },
  why: {
    en: 'Ninety points, a fifth of them with a wrong label. Over ten seeds, hard labels reach 84 %; the teacher’s argmax as a hard label 99 %: most of the gain comes from corrected labels. Soft targets add at most 1 percentage point, and unlabelled inputs another 0.3. With outputs shuffled within each class, no gain over hard labels is shown.',
    'zh-CN':
      '九十个点，五分之一标签错误。十个种子平均：硬标签为 84 %；仅用教师网络的 argmax 作硬标签即达 99 %，增益大部分来自纠正错误标签。软目标至多再提高 1 个百分点，无标签输入再提高 0.3 个百分点。输出在类内打乱后，未显示出优于硬标签。',
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
