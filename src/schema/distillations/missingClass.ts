import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;

/** Tests what a student learns about a class that it never saw. */
export const missingClass: ReadyDistillation = {
  title: { en: 'A class that the student never saw', 'zh-CN': '学生网络从未见过的类别' },
  why: {
    en: 'The students never see a 3. With hard labels they misclassify all of the 1,000 threes of ten test sets; with soft targets at T = 20 only 151 of them, because the teacher’s outputs on other digits tell what a 3 looks like. If the bias of class 3, which training lowered, is raised, they misclassify 62 (Hinton et al. 2015, section 3: 133 of 1,010, then 14).',
    'zh-CN':
      '学生网络从未见过数字 3。用硬标签时，十个测试集共 1000 个 3 全部判错；T = 20 的软目标只错 151 个，因为教师网络对其他数字的输出透露了 3 的样子。训练压低了类别 3 的偏置，将其提高后只错 62 个（Hinton 等 2015 第 3 节：1010 个中错 133 个，之后 14 个）。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'A class that the student never saw',
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
      data: { kind: 'drawnDigits', samples: 4000, testFraction: 0.25 },
      network: { depth: 2, width: 32, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.003 }, batchSize: 64, steps: 1000 },
    },
    transfer: { withoutClass: 3 },
    controls: [{ kind: 'hardLabels' }, { kind: 'labelSmoothing' }, { kind: 'teacherArgmax' }],
    method: [
      { kind: 'hinton', alpha: 0, temperature: 1 },
      { kind: 'hinton', alpha: 0, temperature: 4 },
      { kind: 'hinton', alpha: 0, temperature: 20 },
      { kind: 'hinton', alpha: 0.1, temperature: 20 },
      { kind: 'logitMatching' },
    ],
    seeds: 10,
  },
};
