import type { ReadyDistillation } from './ready';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } } as const;
const soft = { alpha: 0.1, temperature: 4 } as const;

/** A student much smaller than its teacher, with methods that are said to help it. */
export const capacityGap: ReadyDistillation = {
  title: { en: 'A student much smaller than its teacher', 'zh-CN': '远小于教师网络的学生网络' },
  why: {
    en: 'A student with a fiftieth of its teacher’s parameters, and six methods said to help it. On these handwritten digits none of them shows an effect: over ten seeds, plain distillation, assistant, early-stopped teacher, ensemble, born-again networks and mutual learning all lie within 1 percentage point of hard labels (95 %), and no difference is significant. The gap to the teacher (98 %) stays.',
    'zh-CN':
      '学生网络的参数仅为教师网络的约五十分之一，六种方法据称有帮助。在这些手写数字上都看不到效果：十个种子下，普通蒸馏、助教网络、早停、集成、再生网络与互学习都与硬标签（95 %）相差不到 1 个百分点，差异均不显著；与教师网络（98 %）的差距依旧。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'A student much smaller than its teacher',
    teacher: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Teacher',
      seed: 1,
      data: { kind: 'digits' },
      network: { depth: 3, width: 128, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.002 }, batchSize: 64, steps: 600 },
    },
    student: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Student',
      seed: 1,
      data: { kind: 'digits' },
      network: { depth: 1, width: 10, ...network },
      training: { optimizer: { kind: 'adam', learningRate: 0.005 }, batchSize: 64, steps: 800 },
    },
    controls: [{ kind: 'hardLabels' }, { kind: 'teacherArgmax' }],
    method: [
      { kind: 'hinton', ...soft },
      { kind: 'assistant', ...soft },
      { kind: 'earlyStopped', ...soft },
      { kind: 'ensemble', ...soft },
      { kind: 'bornAgain', alpha: 0.1 },
      { kind: 'mutual' },
    ],
    seeds: 10,
  },
};
