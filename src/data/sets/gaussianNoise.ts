import { z } from 'zod';
import { field } from '../../base/entry';
import { defineDataSet } from './dataset';

/** Standard normal inputs with random classes: a network can only memorize them. */
export const gaussianNoise = defineDataSet({
  title: { en: 'Gaussian noise', 'zh-CN': '高斯噪声' },
  summary: {
    en: 'Random inputs with random classes, as in many distillation tutorials. Training accuracy is memorization; test accuracy stays at chance level.',
    'zh-CN': '随机输入配随机类别，许多蒸馏教程以此为例。训练准确率全靠记忆，测试准确率停在随机水平。',
  },
  formula: 'x \\sim \\mathcal N(0, I),\\ y \\sim \\mathrm{Uniform}\\{0, \\dots, K-1\\}',
  task: 'classification',
  plane: 0,
  unlimited: true,
  params: {
    samples: field(z.int().min(2).max(100_000).default(100), {
      label: { en: 'Samples', 'zh-CN': '样本数' },
      help: {
        en: 'Number of samples, training and test together.',
        'zh-CN': '共抽取多少样本（训练与测试合计）。',
      },
      sliderRange: [20, 2000],
      step: 10,
    }),
    dimensions: field(z.int().min(1).max(4096).default(10), {
      label: { en: 'Dimensions', 'zh-CN': '维数' },
      help: { en: 'Dimension of each input.', 'zh-CN': '每个输入的维数。' },
      scale: 'log',
      sliderRange: [1, 256],
    }),
    classes: field(z.int().min(2).max(100).default(10), {
      label: { en: 'Classes', 'zh-CN': '类别数' },
      help: { en: 'Number of classes.', 'zh-CN': '类别的数目。' },
      sliderRange: [2, 20],
      step: 1,
    }),
  },
  samples: ({ samples, dimensions, classes }, random) => ({
    inputs: Float64Array.from({ length: samples * dimensions }, () => random.normal()),
    features: dimensions,
    featureNames: Array.from({ length: dimensions }, (_, i) => `x${i + 1}`),
    outcome: {
      task: 'classification',
      labels: Int32Array.from({ length: samples }, () => random.integer(classes)),
      classNames: Array.from({ length: classes }, (_, i) => String(i)),
    },
  }),
});
