import type { ReadyDistillation } from './ready';

const data = { kind: 'moons', samples: 1000, noise: 0.1 } as const;

/** Tests whether a teacher's answers repair vanishing gradients. */
export const vanishing: ReadyDistillation = {
  title: { en: 'Does distillation mend vanishing gradients?', 'zh-CN': '蒸馏能治愈梯度消失吗？' },
  why: {
    en: 'Eight sigmoid layers lose all but 5e-5 of the signal. A teacher’s answers change the signal at the output only, and every layer below multiplies it as before: over ten seeds, soft targets and logit matching stay at chance (0.50), as hard labels do. Hints put a loss in the middle of the network and reach 0.83 to 0.86 on average, with a wide spread. Batch normalization or ReLU with He weights, with no teacher, reach 0.99 and more.',
    'zh-CN':
      '八层 sigmoid 只剩 5e-5 的信号。教师输出只改变输出端的信号，其下每层照旧相乘：十个种子下，软目标与 logit 匹配和硬标签一样停在随机水平（0.50）。提示学习在网络中部注入损失，平均达到 0.83–0.86，起伏很大。不用教师，批归一化或 ReLU + He 即达 0.99 以上。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Does distillation mend vanishing gradients?',
    teacher: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Teacher',
      seed: 501,
      data,
      network: { depth: 3, width: 20, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
      training: { optimizer: { kind: 'adam', learningRate: 0.01 }, steps: 1000 },
    },
    student: {
      format: 'gradient-lab/experiment',
      version: 1,
      name: 'Student',
      seed: 1,
      data,
      network: { depth: 8, width: 32, activation: 'sigmoid', initializer: { kind: 'glorotNormal' } },
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, steps: 4000 },
    },
    controls: [
      { kind: 'hardLabels' },
      { kind: 'hardLabels', network: { normalization: 'batch' } },
      { kind: 'hardLabels', network: { activation: 'relu', initializer: { kind: 'heNormal' } } },
    ],
    method: [
      { kind: 'hinton', alpha: 0, temperature: 4 },
      { kind: 'logitMatching' },
      { kind: 'hints', stages: 'joint' },
      { kind: 'hints', stages: 'two' },
    ],
    seeds: 10,
  },
};
