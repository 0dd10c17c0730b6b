import type { ReadyDistillation } from './ready';

/** The network of teacher and student in the usual tutorial: both have the same size. */
const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  // One seed, so that teacher and student have the same data. With hard labels the student is then a copy of the teacher.
  seed: 1,
  // A hundred training samples; the rest are for testing. The usual tutorial has no test set, so it cannot show that nothing was learned.
  data: { kind: 'gaussianNoise', samples: 1000, dimensions: 10, classes: 10, testFraction: 0.9 },
  network: { depth: 1, width: 50, activation: 'relu', initializer: { kind: 'standardUniform' } },
  training: { optimizer: { kind: 'sgd', learningRate: 0.01 }, batchSize: 'full', steps: 10 },
} as const;

/** The first distillation that most people run. */
export const classicTutorial: ReadyDistillation = {
  title: { en: 'Random data, as in tutorials', 'zh-CN': '教程中的随机数据' },
  why: {
    en: 'The first example of many tutorials: 100 random inputs, ten random classes. As often written, the code fails at the second step: the teacher’s outputs are computed once, with their graph, and the second backward pass runs through a graph that was freed. Compute them without gradients (detach, no_grad), as here. And random labels leave nothing to transfer: on 900 further samples, all four networks stay at chance level, 10 %.',
    'zh-CN':
      '最常见的入门代码：100 个随机输入、十个随机类别。常见写法在第二步报错：教师网络输出只算一次且保留了计算图，第二次反向传播时图已释放。应不带梯度地计算（detach、no_grad），如此处所做。随机标签也没有可迁移的知识：在另外 900 个样本上，四个网络都停在随机水平 10 %。',
  },
  distillation: {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Random data, as in tutorials',
    teacher: { ...experiment, name: 'Teacher' },
    student: { ...experiment, name: 'Student' },
    controls: [{ kind: 'hardLabels' }, { kind: 'teacherArgmax' }],
    method: [{ kind: 'softTargets' }],
    seeds: 10,
  },
};
