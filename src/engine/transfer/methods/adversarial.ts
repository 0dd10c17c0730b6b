import { z } from 'zod';
import { field } from '../../../base/entry';
import type { Random } from '../../../random/random';
import type { Kernels } from '../../kernels/kernels';
import type { OwnParameter, PreparedObjective } from '../../objective';
import { type Alignment, type AlignmentIO, align, alignedPytorch, layerOf } from './alignment';
import { defineTransferMethod } from './method';
import { alignedLayer } from './params';
import { byStratum } from './strataLoss';

/** A classifier learns to distinguish the domains, and the network receives its gradient with reversed sign. */
export const adversarial = defineTransferMethod({
  title: { en: 'Gradient reversal', 'zh-CN': '梯度反转' },
  summary: {
    en: 'A small classifier learns to distinguish the domains by a hidden layer’s outputs; its gradient is passed on into the network with reversed sign, so that the layer learns features that are the same in both domains.',
    'zh-CN':
      '一个小分类器学习根据某隐藏层的输出区分两个域；其梯度变号后继续传入网络，使该层学到两个域共有的特征。',
  },
  formula:
    '\\theta_f \\leftarrow \\theta_f - \\eta\\Bigl(\\frac{\\partial \\mathrm{CE}_s}{\\partial \\theta_f} - \\lambda_p \\frac{\\partial L_d}{\\partial \\theta_f}\\Bigr),\\quad \\lambda_p = \\lambda\\Bigl(\\frac{2}{1+e^{-10p}} - 1\\Bigr)',
  source: 'Ganin et al. 2016, arXiv:1505.07818',
  role: 'method',
  strata: 2,
  params: {
    weight: field(z.number().min(0).max(100).default(1), {
      label: { en: 'Reversal λ', 'zh-CN': '反转强度 λ' },
      help: {
        en: 'Final factor of the reversed gradient; it grows from 0 during training. The domain loss is half the source’s mean plus half the target’s, where the paper adds the two: λ = 1 here is 0.5 there.',
        'zh-CN':
          '反转梯度在训练末的倍数；训练过程中由 0 增长。域损失取两个域各自均值的平均，论文则取二者之和：这里 λ = 1 相当于论文中的 0.5。',
      },
      sliderRange: [0, 5],
      step: 0.05,
    }),
    units: field(z.int().min(1).max(1024).default(32), {
      label: { en: 'Domain classifier’s units', 'zh-CN': '域分类器神经元数' },
      help: { en: 'ReLU units of its one hidden layer.', 'zh-CN': '其唯一隐藏层的 ReLU 神经元数。' },
      scale: 'log',
      sliderRange: [1, 256],
    }),
    layer: alignedLayer,
  },
  adapt: (input, { weight, units, layer }) => {
    const features = input.layers[layerOf(input, layer)]!;
    return align(input, layer, {
      ...reversal(startOf(features, units, input.random)),
      factors: (step) => [weight * growth(step / input.steps)],
    });
  },
  pytorch: ({ weight, units, layer }, network) => {
    const features = network.layers[layerOf(network, layer)]!;
    return {
      ...alignedPytorch(network, layer),
      before: [
        `classifier = nn.Sequential(nn.Linear(${features}, ${units}), nn.ReLU(), nn.Linear(${units}, 1))`,
        'with torch.no_grad():',
        `    classifier[0].weight.copy_(random.normals(${features}, ${units}).T * (2 / ${features}) ** 0.5)`,
        `    classifier[0].bias.copy_(0 * random.normals(${units}))`,
        `    classifier[2].weight.copy_(random.normals(1, ${units}) / ${units} ** 0.5)`,
        '    classifier[2].bias.zero_()',
      ],
      trains: 'classifier',
      lines: [
        `reversal = ${weight} * (2 / (1 + math.exp(-10 * step / ${network.steps})) - 1)`,
        'z = classifier(Reversed.apply(h, reversal))[:, 0]',
        'softplus = nn.functional.softplus',
        'domain = (softplus(z[first]).mean() + softplus(-z[second]).mean()) / 2',
        'return cross_entropy(s[first], y[first]) + domain',
      ],
      functions: reversalPytorch,
    };
  },
});

const reversalPytorch = `class Reversed(torch.autograd.Function):
    """Passes values on as they are, and their gradient with reversed sign, times a factor."""

    @staticmethod
    def forward(context, h, factor):
        context.factor = factor
        return h.view_as(h)

    @staticmethod
    def backward(context, gradient):
        return -context.factor * gradient, None`;

/** 2 / (1 + e^(−10p)) − 1. It grows from 0 at the start of training (p = 0) to nearly 1 at the end (p = 1). */
export const growth = (p: number): number => 2 / (1 + Math.exp(-10 * p)) - 1;

/** Initial parameters: U `[features, units]` by He, b = 0, v `[units, 1]` by LeCun, c = 0. */
function startOf(features: number, units: number, random: Random): OwnParameter[] {
  const drawn = (rows: number, cols: number, variance: number) => ({
    rows,
    cols,
    values: Float64Array.from({ length: rows * cols }, () => Math.sqrt(variance) * random.normal()),
  });
  return [
    drawn(features, units, 2 / features),
    drawn(1, units, 0),
    drawn(units, 1, 1 / units),
    drawn(1, 1, 0),
  ];
}

/**
 * The domain classifier d = σ(relu(h U + b) v + c) and its loss L_d. L_d is the cross-entropy of target (1) against
 * source (0): half the mean over the source plus half the mean over the target. The classifier's own parameters
 * U, b, v, c follow the gradient. The network receives −λ ∂L_d/∂h, where λ is the factor at the current step.
 */
export const reversal = (parameters: readonly OwnParameter[]): Alignment => ({
  parameters,
  prepare: domainTerm,
});

function domainTerm(kernels: Kernels, io: AlignmentIO): PreparedObjective {
  const { features, gradient, rows, result, slot } = io;
  const [U, b, v, c] = io.parameters;
  const [n, d, units] = [features.rows, features.cols, U!.value.cols];
  const weights = byStratum(kernels, rows, (_k, count) => 0.5 / count);
  const isTarget = byStratum(kernels, rows, (k) => k);
  const affine = kernels.matrix(n, units);
  const hidden = kernels.matrix(n, units);
  const logits = kernels.matrix(n, 1);
  const signal = kernels.matrix(n, 1);
  const returned = kernels.matrix(n, units);
  const hiddenSignal = kernels.matrix(n, units);
  const back = kernels.matrix(n, d);
  const whole = [logits, isTarget, weights];
  return {
    scratch: [weights, isTarget, affine, hidden, logits, signal, returned, hiddenSignal, back],
    run() {
      kernels.multiply(affine, features, U!.value, { bias: b!.value });
      kernels.map([hidden], (m, z) => [m.max(z!, 0)], [affine]);
      kernels.multiply(logits, hidden, v!.value, { bias: c!.value });
      kernels.map([signal], (m, z, t, w) => [m.mul(m.sub(m.sigmoid(z!), t!), w!)], whole);
      kernels.measure(
        result,
        slot,
        'sum',
        (m, z, t, w) => {
          // This form of ln(1 + eᶻ) does not overflow.
          const softplus = m.add(m.max(z, 0), m.log1p(m.exp(m.neg(m.abs(z)))));
          return m.mul(m.sub(softplus, m.mul(t!, z)), w!);
        },
        whole,
      );
      kernels.multiply(v!.gradient, hidden, signal, { transposeA: true });
      kernels.foldColumns(c!.gradient, 'sum', (_m, s) => s, [signal]);
      kernels.multiply(returned, signal, v!.value, { transposeB: true });
      kernels.map([hiddenSignal], (m, g, z) => [m.mul(g!, m.greater(z!, 0))], [returned, affine]);
      kernels.multiply(U!.gradient, features, hiddenSignal, { transposeA: true });
      kernels.foldColumns(b!.gradient, 'sum', (_m, s) => s, [hiddenSignal]);
      kernels.multiply(back, hiddenSignal, U!.value, { transposeB: true });
      kernels.map([gradient], (m, g, reversed) => [m.neg(m.mul(g!, reversed!))], [back, io.factors!]);
    },
  };
}
