import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const soft = { kind: 'hinton', alpha: 0.1, temperature: 4 } as const;

/** Few labels and many unlabelled inputs. */
export const fewDigits: ReadyDistillation = {
  title: { en: 'Five labels a class', 'zh-CN': '每类五个标签' },
  why: {
    en: 'Five labels a class, and 1,450 more pictures without one. On the labelled pictures alone, the teacher’s argmax adds nothing (0.52, as hard labels do), its soft answers a lot (0.71): here they tell what labels do not. With the pictures that have no label, its argmax comes to 0.94, and softness adds next to nothing.',
    'zh-CN':
      '每类五个标签，另有 1450 张无标签图像。只用有标签图像时，教师的 argmax 毫无帮助（0.52，与硬标签相同），软输出帮助很大（0.71）：它说出了标签没有的东西。加上无标签图像，argmax 已达 0.94，软输出几乎不再有增益。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Five labels a class',
    teacher: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Teacher',
      seed: 501,
      data: { kind: 'drawnDigits', samples: 4000, testFraction: 0.1 },
      network: { depth: 2, width: 64, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.002 }, batchSize: 64, steps: 800 },
    },
    student: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Student',
      seed: 1,
      data: { kind: 'drawnDigits', samples: 2000, testFraction: 0.25 },
      network: { depth: 1, width: 32, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.005 }, batchSize: 64, steps: 600 },
    },
    transfer: { labelsPerClass: 5 },
    controls: [
      { kind: 'hardLabels' },
      { kind: 'labelSmoothing' },
      { kind: 'teacherArgmax' },
      { kind: 'teacherArgmax', unlabelled: true },
    ],
    method: [
      soft,
      { ...soft, unlabelled: true },
      { kind: 'logitMatching', unlabelled: true },
      { kind: 'decoupled', unlabelled: true },
      { kind: 'hints', unlabelled: true },
      { kind: 'relational', unlabelled: true },
      { ...soft, unlabelled: true, teacherOutputs: 'shuffled' },
    ],
    seeds: 10,
  },
};
