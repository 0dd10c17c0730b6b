import type { Text } from '../../base/entry';
import { setField } from '../../schema/edit';
import { defaultOptimizer, type ExperimentSpec, hiddenLayers, trainingSchema } from '../../schema/experiment';

/** A change of the experiment that may help. */
export interface Remedy {
  readonly title: Text;
  /** @throws Problem if the schema rejects the change */
  apply(spec: ExperimentSpec): ExperimentSpec;
}

const setting =
  (...changes: readonly (readonly [path: string, value: unknown])[]) =>
  (spec: ExperimentSpec): ExperimentSpec =>
    changes.reduce((changed, [path, value]) => setField(changed, path, value), spec);

const rateTimes = (factor: number) => (spec: ExperimentSpec) =>
  setField(
    spec,
    'training.optimizer.learningRate',
    Number((spec.training.optimizer.learningRate * factor).toPrecision(2)),
  );

const standard = trainingSchema.parse({}).optimizer;

/** The default learning rate of each optimizer, for experiments that give none. */
export const usualRate = (kind: ExperimentSpec['training']['optimizer']['kind']): number =>
  kind === standard.kind ? standard.learningRate : defaultOptimizer(kind).learningRate;

/** The usual variance: He's for activations that are 0 on one side, LeCun's for SELU, Glorot's for the others. */
function suitedInitialization(spec: ExperimentSpec): ExperimentSpec {
  const { activation } = hiddenLayers(spec.network)[0]!;
  const kind = halved.has(activation) ? 'heNormal' : activation === 'selu' ? 'lecunNormal' : 'glorotNormal';
  return setting(['network.initializer.kind', kind], ['network.initializer.gain', 1])(spec);
}

const halved: ReadonlySet<string> = new Set([
  'relu',
  'leakyRelu',
  'elu',
  'gelu',
  'swish',
  'softplus',
  'mish',
]);

/** Every remedy that a rule may suggest. */
export const remedies = {
  reluHe: {
    title: { en: 'ReLU with He initialization', 'zh-CN': 'ReLU 加 He 初始化' },
    apply: setting(
      ['network.activation', 'relu'],
      ['network.initializer.kind', 'heNormal'],
      ['network.initializer.gain', 1],
    ),
  },
  batchNorm: {
    title: { en: 'Batch normalization', 'zh-CN': '批归一化' },
    apply: setting(['network.normalization', 'batch']),
  },
  layerNorm: {
    title: { en: 'Layer normalization', 'zh-CN': '层归一化' },
    apply: setting(['network.normalization', 'layer']),
  },
  residual: {
    title: { en: 'Skip connections', 'zh-CN': '跳跃连接' },
    apply: setting(['network.residual', true]),
  },
  gainOne: {
    title: { en: 'Gain 1, as published', 'zh-CN': '增益 1，按原论文' },
    apply: setting(['network.initializer.gain', 1]),
  },
  he: {
    title: { en: 'He initialization', 'zh-CN': 'He 初始化' },
    apply: setting(['network.initializer.kind', 'heNormal'], ['network.initializer.gain', 1]),
  },
  glorot: {
    title: { en: 'Glorot initialization', 'zh-CN': 'Glorot 初始化' },
    apply: setting(['network.initializer.kind', 'glorotNormal'], ['network.initializer.gain', 1]),
  },
  leakyRelu: {
    title: { en: 'Leaky ReLU', 'zh-CN': 'Leaky ReLU' },
    apply: setting(['network.activation', 'leakyRelu']),
  },
  suited: {
    title: { en: 'The initialization that suits the activation', 'zh-CN': '适合该激活函数的初始化' },
    apply: suitedInitialization,
  },
  usualRate: {
    title: { en: 'The optimizer’s usual learning rate', 'zh-CN': '该优化器的常用学习率' },
    apply: (spec) =>
      setField(spec, 'training.optimizer.learningRate', usualRate(spec.training.optimizer.kind)),
  },
  lowerRate: {
    title: { en: 'A tenth of the learning rate', 'zh-CN': '学习率降到十分之一' },
    apply: rateTimes(0.1),
  },
  clip: {
    title: { en: 'Clip the gradient at 1', 'zh-CN': '梯度裁剪到 1' },
    apply: setting(['training.clipNorm', 1]),
  },
  adam: {
    title: { en: 'Adam, learning rate 0.001', 'zh-CN': 'Adam，学习率 0.001' },
    apply: setting(['training.optimizer.kind', 'adam'], ['training.optimizer.learningRate', 0.001]),
  },
  largerBatch: {
    title: { en: 'Batches of 32', 'zh-CN': '每批 32 个样本' },
    apply: setting(['training.batchSize', 32]),
  },
  decay: {
    title: { en: 'Weight decay 0.03', 'zh-CN': '权重衰减 0.03' },
    apply: setting(['training.weightDecay', 0.03]),
  },
  dropoutDecay: {
    title: { en: 'Dropout 0.5 and weight decay 0.03', 'zh-CN': 'Dropout 0.5 加权重衰减 0.03' },
    apply: setting(['network.dropout', 0.5], ['training.weightDecay', 0.03]),
  },
} satisfies Record<string, Remedy>;

export type RemedyName = keyof typeof remedies;
