import { z } from 'zod';
import { type Entry, enumOf, field, titled, unionOf } from '../base/entry';
import { list } from '../base/list';
import { say } from '../base/problem';
import { dataSchema } from '../data/sets';
import { importLimits } from '../data/sets/limits';
import { type ActivationName, activations } from '../engine/activations';
import { initializers } from '../engine/initializers';
import { lossSchema } from '../engine/losses';
import { normalizationSchema } from '../engine/normalizations';
import { optimizerSchema, type optimizers } from '../engine/optimizers';
import { scheduleSchema } from '../engine/schedules';

/** The experiment file, version 1: the format of the page, links, the command line and exports. */

export const limits = { depth: 200, width: 1024, batchSize: 65_536, steps: 10_000_000 } as const;

const activation = field(enumOf(activations), {
  label: { en: 'Activation', 'zh-CN': '激活函数' },
  help: {
    en: 'The function that each unit applies to its pre-activation. Its derivative multiplies the signal in the backward pass.',
    'zh-CN': '每个神经元作用于预激活值的函数；其导数在反向传播时逐层相乘。',
  },
  formula: "a = \\varphi(z),\\quad \\delta^l = (\\delta^{l+1} W^{l+1\\top}) \\odot \\varphi'(z^l)",
});

const width = field(z.int().min(1).max(limits.width), {
  label: { en: 'Width', 'zh-CN': '宽度' },
  help: { en: 'Units in each hidden layer.', 'zh-CN': '每个隐藏层的神经元数。' },
  formula: 'z^l = a^{l-1} W^l + b^l',
  scale: 'log',
  sliderRange: [1, limits.width],
});

const depth = field(z.int().min(1).max(limits.depth), {
  label: { en: 'Depth', 'zh-CN': '深度' },
  help: {
    en: 'Number of hidden layers. In the backward pass the signal is multiplied once for each of them.',
    'zh-CN': '隐藏层数；信号反向传播时每层相乘一次。',
  },
  formula: "\\delta^1 = \\delta^{L} \\prod_{l} W^{l\\top} \\operatorname{diag}\\varphi'(z^{l-1})",
  scale: 'log',
  sliderRange: [1, limits.depth],
});

/** A hidden layer. */
export const hiddenLayerSchema = z.strictObject({ units: width, activation });

const inlineLayer = z.strictObject({
  weights: list(list(z.number(), { min: 1, max: importLimits.columns }), {
    min: 1,
    max: importLimits.columns,
  }),
  biases: list(z.number(), { min: 1, max: importLimits.columns }),
});

/** Weights and biases in the spec itself: one `[fanIn, fanOut]` matrix per layer, output layer included. */
const inlineInitializer: Entry & { params: { layers: z.ZodArray<typeof inlineLayer> } } = {
  title: { en: 'Given in the file', 'zh-CN': '文件给定' },
  summary: {
    en: 'The exact initial weights, stored in the experiment file.',
    'zh-CN': '初始权重直接写在实验文件中。',
  },
  formula: 'W^l = \\text{given}',
  params: { layers: list(inlineLayer, { min: 1, max: limits.depth + 1 }) },
};

export const initializerRegistry = { ...initializers, inline: inlineInitializer };

export const networkSchema = z
  .strictObject({
    depth: depth.optional(),
    width: width.optional(),
    activation: activation.optional(),
    hidden: list(hiddenLayerSchema, { min: 1, max: limits.depth }).optional(),
    initializer: unionOf(initializerRegistry).prefault({ kind: 'glorotNormal' } as never),
    normalization: field(normalizationSchema.default('none'), {
      label: { en: 'Normalization', 'zh-CN': '归一化' },
      help: {
        en: 'Normalizes pre-activations before the activation function: over the batch, or over the units of each sample.',
        'zh-CN': '在激活函数之前对预激活值归一化：按批次，或按每个样本的各神经元。',
      },
      formula: '\\hat z = \\gamma\\,\\frac{z - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta',
    }),
    residual: field(z.boolean().default(false), {
      label: { en: 'Skip connections', 'zh-CN': '跳跃连接' },
      help: {
        en: 'Adds each hidden layer’s input to its output if their widths are equal, so that the signal can bypass the layer (residual network).',
        'zh-CN': '宽度相同时，把每个隐藏层的输入加到其输出上，信号便可绕过该层（残差网络）。',
      },
      formula: 'a^l = \\varphi(z^l) + a^{l-1}',
    }),
    dropout: field(z.number().min(0).max(0.95).default(0), {
      label: { en: 'Dropout', 'zh-CN': 'Dropout' },
      help: {
        en: 'Probability that a hidden unit is switched off in a step; the others are scaled up to compensate.',
        'zh-CN': '每步中隐藏神经元被关闭的概率；其余神经元按比例放大补偿。',
      },
      formula: 'a \\leftarrow a \\odot m / (1-p),\\ m \\sim \\mathrm{Bernoulli}(1-p)',
      sliderRange: [0, 0.95],
      step: 0.05,
    }),
  })
  .superRefine((network, context) => {
    const shorthand = (['depth', 'width', 'activation'] as const).filter((key) => network[key] !== undefined);
    if (network.hidden && shorthand.length > 0) {
      context.addIssue({
        code: 'custom',
        path: [shorthand[0]!],
        message: 'given beside hidden',
        params: {
          found: say('it stands beside a list of hidden layers', '与隐藏层列表同时给出'),
          allowed: say(
            'the list alone, or depth, width and activation',
            '只用列表，或用深度、宽度与激活函数',
          ),
        },
      });
    }
    if (!network.hidden) {
      for (const key of ['depth', 'width', 'activation'] as const) {
        if (network[key] === undefined) {
          context.addIssue({
            code: 'custom',
            path: [key],
            message: 'missing',
            params: {
              found: say('missing', '缺失'),
              allowed: say(
                'depth, width and activation, or a list of hidden layers',
                '深度、宽度与激活函数，或隐藏层列表',
              ),
            },
          });
        }
      }
    }
  });

export const trainingSchema = z.strictObject({
  loss: field(lossSchema.default('crossEntropy'), {
    label: { en: 'Loss', 'zh-CN': '损失' },
    help: {
      en: 'What training minimizes, averaged over the batch.',
      'zh-CN': '训练要最小化的量，对批次取平均。',
    },
  }),
  optimizer: optimizerSchema.prefault({ kind: 'sgd', learningRate: 0.1 }),
  schedule: scheduleSchema.prefault({ kind: 'constant' }),
  batchSize: field(
    z
      .union([
        z.int().min(1).max(limits.batchSize),
        titled(z.literal('full'), { full: say('full batch', '全批量') }),
      ])
      .default(32),
    {
      label: { en: 'Batch size', 'zh-CN': '批量大小' },
      help: {
        en: 'Number of samples in the mean gradient of each step; "full" uses all training samples, in file order.',
        'zh-CN': '每步求平均梯度的样本数；“全批量”按文件顺序取全部训练样本。',
      },
      formula: 'g = \\tfrac1B \\sum_{i=1}^{B} \\nabla L_i',
      scale: 'log',
      sliderRange: [1, 1024],
    },
  ),
  steps: field(z.int().min(1).max(limits.steps).default(1000), {
    label: { en: 'Steps', 'zh-CN': '步数' },
    help: { en: 'The run pauses after this many updates.', 'zh-CN': '达到该更新次数后暂停。' },
    scale: 'log',
    sliderRange: [1, 100_000],
  }),
  weightDecay: field(z.number().min(0).max(100).default(0), {
    label: { en: 'Weight decay', 'zh-CN': '权重衰减' },
    help: {
      en: 'Pulls every parameter toward 0: added to the gradient (L2), or for AdamW applied to the weights directly.',
      'zh-CN': '把每个参数拉向 0：加到梯度上（L2 正则化），AdamW 则直接作用于权重。',
    },
    formula: 'g \\leftarrow g + \\lambda w',
    sliderRange: [0, 0.1],
    step: 0.001,
  }),
  clipNorm: field(z.number().gt(0).max(1e6).nullable().default(null), {
    label: { en: 'Clip gradient norm', 'zh-CN': '梯度裁剪' },
    help: {
      en: 'If the norm of all gradients together exceeds this value, they are scaled down to it.',
      'zh-CN': '若全部梯度的总范数超过此值，则一起缩小到该值。',
    },
    formula: 'g \\leftarrow g \\cdot \\min\\!\\left(1, \\tfrac{c}{\\lVert g \\rVert + 10^{-6}}\\right)',
    scale: 'log',
    sliderRange: [0.001, 100],
  }),
});

/** Conditions that pause a run, besides its number of steps. */
export const stopSchema = z.strictObject({
  loss: field(z.number().min(0).max(1000).nullable().default(null), {
    label: { en: 'Stop at loss', 'zh-CN': '损失阈值' },
    help: { en: 'Stops as soon as the loss on a batch is this low.', 'zh-CN': '批次损失低至此值时停止。' },
    scale: 'log',
    sliderRange: [0.0001, 10],
  }),
  accuracy: field(z.number().min(0).max(1).nullable().default(null), {
    label: { en: 'Stop at accuracy', 'zh-CN': '准确率阈值' },
    help: {
      en: 'Stops at this accuracy (a share from 0 to 1), on the test set if there is one.',
      'zh-CN': '准确率（0 到 1）达到此值时停止；有测试集时以测试集为准。',
    },
    sliderRange: [0, 1],
    step: 0.01,
  }),
  plateau: field(z.int().min(1).max(limits.steps).nullable().default(null), {
    label: { en: 'Stop on plateau', 'zh-CN': '停滞时停止' },
    help: {
      en: 'Stops when the moving average of the loss has not improved for this many steps.',
      'zh-CN': '损失的滑动平均在这么多步内没有改善时停止。',
    },
    scale: 'log',
    sliderRange: [10, 10_000],
  }),
});

export const telemetrySchema = z.strictObject({
  every: field(z.int().min(1).max(100_000).default(1), {
    label: { en: 'Record every', 'zh-CN': '记录间隔' },
    help: { en: 'Every how many steps all layers are measured.', 'zh-CN': '每隔多少步测量所有层。' },
    scale: 'log',
    sliderRange: [1, 1000],
  }),
  evaluateEvery: field(z.int().min(1).max(100_000).default(10), {
    label: { en: 'Test every', 'zh-CN': '测试间隔' },
    help: { en: 'Every how many steps the test set is evaluated.', 'zh-CN': '每隔多少步在测试集上评估。' },
    scale: 'log',
    sliderRange: [1, 1000],
  }),
});

export const experimentSchema = z.strictObject({
  format: titled(z.literal('gradient-lab/experiment'), {
    'gradient-lab/experiment': say('an experiment', '实验'),
  }),
  version: z.literal(1),
  name: z.string().max(200).default('Untitled'),
  seed: field(z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1), {
    label: { en: 'Seed', 'zh-CN': '种子' },
    help: {
      en: 'All random numbers (data, split, weights, batches, dropout) derive from it; the same seed gives the same run.',
      'zh-CN': '所有随机量（数据、划分、权重、批次、dropout）都由它导出；种子相同，运行相同。',
    },
  }),
  data: dataSchema,
  network: networkSchema,
  training: trainingSchema.prefault({}),
  telemetry: telemetrySchema.prefault({}),
  stop: stopSchema.prefault({}),
});

/** A whole experiment with defaults filled in. */
export type ExperimentSpec = z.output<typeof experimentSchema>;
export type NetworkSpec = ExperimentSpec['network'];
export type TrainingSpec = ExperimentSpec['training'];
export interface HiddenLayer {
  readonly units: number;
  readonly activation: ActivationName;
}

/** The hidden layers, one entry each, whether the spec lists them or uses the shorthand. */
export function hiddenLayers(network: NetworkSpec): readonly HiddenLayer[] {
  if (network.hidden) return network.hidden;
  const { depth: count, width: units, activation: name } = network;
  return Array.from({ length: count! }, () => ({ units: units!, activation: name! }));
}

/** The learning rate that the page gives a new optimizer: the optimizer's own default. */
export const defaultOptimizer = (kind: keyof typeof optimizers) => optimizerSchema.parse({ kind });
