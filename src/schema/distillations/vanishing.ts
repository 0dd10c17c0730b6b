import type { ReadyDistillation } from './ready';

const data = { kind: 'moons', samples: 1000, noise: 0.1 } as const;

/** Tests whether a teacher's answers repair vanishing gradients. */
export const vanishing: ReadyDistillation = {
  title: { en: 'Does distillation fix vanishing gradients?', 'zh-CN': '蒸馏能解决梯度消失吗？' },
  why: {
    en: 'Eight sigmoid layers leave only 5×10⁻⁵ of the signal. A teacher’s outputs change the signal at the output layer only, and all earlier layers multiply it as before: over ten seeds, soft targets and logit matching stay at chance level (50 %), as hard labels do. Hints put a loss in the middle of the network and reach 83 % to 86 % on average, with a wide spread. Batch normalization or ReLU with He weights, without a teacher, reach 99 % and more.',
    'zh-CN':
      '八层 sigmoid 之后只剩 5×10⁻⁵ 的信号。教师网络的输出只改变输出层的信号，前面各层照旧相乘：十个种子下，软目标与 logit 匹配和硬标签一样停在随机水平（50 %）。Hint 蒸馏在网络中部加入损失，平均达到 83 % 至 86 %，起伏很大。不用教师网络，批归一化或 ReLU + He 初始化即达 99 % 以上。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Does distillation fix vanishing gradients?',
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
