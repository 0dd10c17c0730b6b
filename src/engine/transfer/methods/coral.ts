import type { Kernels } from '../../kernels/kernels';
import type { PreparedObjective } from '../../objective';
import { type Alignment, type AlignmentIO, align, alignedPytorch } from './alignment';
import { defineTransferMethod } from './method';
import { alignedLayer, alignmentWeight } from './params';
import { byStratum } from './strataLoss';

/** Makes the covariances of both domains equal on a hidden layer. */
export const coral = defineTransferMethod({
  title: { en: 'Deep CORAL', 'zh-CN': 'Deep CORAL' },
  summary: {
    en: 'Learns the source’s labels and aligns the covariance of a hidden layer’s outputs between the domains. It needs no target labels, and ignores the means. The paper aligns the output layer; here it is a hidden layer, by default the last.',
    'zh-CN':
      '学习源域标签的同时，使某隐藏层输出的协方差在两个域中一致。不需要目标域标签，但不考虑均值之差。论文对齐的是输出层；这里是隐藏层，默认最后一层。',
  },
  formula: 'L = \\mathrm{CE}_s + \\lambda\\,\\tfrac{1}{4d^2} \\lVert C_s - C_t \\rVert_F^2',
  source: 'Sun & Saenko 2016, arXiv:1607.01719',
  role: 'method',
  strata: 2,
  params: { weight: alignmentWeight(1), layer: alignedLayer },
  adapt: (input, { weight, layer }) => align(input, layer, coralAlignment(weight)),
  pytorch: ({ weight, layer }, network) => ({
    ...alignedPytorch(network, layer),
    lines: [`return cross_entropy(s[first], y[first]) + ${weight} * coral(h[first], h[second])`],
    functions: coralPytorch,
  }),
});

const coralPytorch = `def coral(a, b):
    """The squared distance of two covariances, divided by 4 d²."""
    return ((a.T.cov() - b.T.cov()) ** 2).sum() / (4 * a.shape[1] ** 2)`;

/** λ ‖C_s − C_t‖²_F / (4d²). C is the covariance with the divisor n − 1. */
export const coralAlignment = (weight: number): Alignment => ({
  prepare: (kernels, io) => covarianceTerm(kernels, io, weight),
});

/**
 * Computes C_s − C_t = KᵀH and ∂/∂features = λ K (C_s − C_t) / d². H holds the features minus the mean of their domain.
 * K holds the rows of H times +1/(n_s − 1) for the source and −1/(n_t − 1) for the target.
 */
function covarianceTerm(kernels: Kernels, io: AlignmentIO, weight: number): PreparedObjective {
  const { features, gradient, rows, result, slot } = io;
  const [n, d] = [features.rows, features.cols];
  const members = Array.from({ length: n }, (_, row) => (row < rows[0] ? [1, 0] : [0, 1]));
  const member = kernels.matrix(n, 2, members.flat());
  const averaging = kernels.matrix(
    n,
    2,
    members.flatMap(([s, t]) => [s! / rows[0], t! / rows[1]]),
  );
  const signs = byStratum(kernels, rows, (k, count) => (k === 0 ? 1 : -1) / (count - 1));
  const means = kernels.matrix(2, d);
  const shift = kernels.matrix(n, d);
  const centred = kernels.matrix(n, d);
  const signed = kernels.matrix(n, d);
  const difference = kernels.matrix(d, d);
  const pulled = kernels.matrix(n, d);
  return {
    scratch: [member, averaging, signs, means, shift, centred, signed, difference, pulled],
    run() {
      kernels.multiply(means, averaging, features, { transposeA: true });
      kernels.multiply(shift, member, means);
      kernels.map(
        [centred, signed],
        (m, h, mean, sign) => [m.sub(h!, mean!), m.mul(m.sub(h!, mean!), sign!)],
        [features, shift, signs],
      );
      kernels.multiply(difference, signed, centred, { transposeA: true });
      kernels.multiply(pulled, signed, difference);
      kernels.map([gradient], (m, g) => [m.mul(g!, weight / d ** 2)], [pulled]);
      kernels.measure(result, slot, 'sum', (m, c) => m.mul(m.square(c), weight / (4 * d ** 2)), [difference]);
    },
  };
}
