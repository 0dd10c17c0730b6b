import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const soft = { kind: 'hinton', alpha: 0.1, temperature: 4 } as const;

/** Few labels and many unlabelled inputs. */
export const fewDigits: ReadyDistillation = {
  title: { en: 'Five labels per class', 'zh-CN': '每类五个标签' },
  why: {
    en: 'Five labels per class, and 1,450 more images without labels. On the labelled images only, the teacher’s argmax adds nothing (52 %, like hard labels), its soft targets add a lot (71 %): here they convey what labels do not. With the unlabelled images its argmax reaches 94 %, and soft targets add almost nothing.',
    'zh-CN':
      '每类五个标签，另有 1450 张无标签图像。只用有标签图像时，教师网络的 argmax 毫无帮助（52 %，与硬标签相同），软目标帮助很大（71 %）：它包含标签所没有的知识。加上无标签图像，argmax 已达 94 %，软目标几乎不再有增益。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Five labels per class',
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
