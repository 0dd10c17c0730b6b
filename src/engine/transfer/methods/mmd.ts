import { z } from 'zod';
import { field } from '../../../base/entry';
import type { Kernels } from '../../kernels/kernels';
import type { PreparedObjective } from '../../objective';
import { type Alignment, type AlignmentIO, align, alignedPytorch } from './alignment';
import { defineTransferMethod } from './method';
import { alignedLayer, alignmentWeight } from './params';

const several = [0.25, 0.5, 1, 2, 4];

/** Makes the distributions of both domains similar on a hidden layer, as measured by a kernel. */
export const mmd = defineTransferMethod({
  title: { en: 'MMD alignment', 'zh-CN': 'MMD 对齐' },
  summary: {
    en: 'Learns the source’s labels and minimizes the maximum mean discrepancy between the domains on a hidden layer. The Gaussian kernel’s width is the batch’s own mean squared distance. Long et al. align several layers and learn the kernels’ weights; here it is one layer, and all kernels have equal weight.',
    'zh-CN':
      '学习源域标签的同时，减小两个域在某隐藏层上的最大均值差异。高斯核的宽度取批次的平均平方距离。Long 等对齐多个层并学习各核的权重；这里只对齐一层，各核权重相同。',
  },
  formula:
    "L = \\mathrm{CE}_s + \\lambda\\,\\widehat{\\mathrm{MMD}}{}^2,\\quad k(h, h') = \\tfrac1B\\sum_b e^{-\\lVert h - h' \\rVert^2 / (b\\,\\overline{d^2})}",
  source: 'Gretton et al. 2012, JMLR 13; Long et al. 2015, arXiv:1502.02791',
  role: 'method',
  strata: 2,
  params: {
    weight: alignmentWeight(1),
    layer: alignedLayer,
    bandwidths: field(z.enum(['one', 'several']).default('several'), {
      label: { en: 'Kernel widths', 'zh-CN': '核宽度' },
      help: {
        en: 'One bandwidth: the mean squared distance of the batch. Several bandwidths: the mean of the kernels at ¼, ½, 1, 2 and 4 times that.',
        'zh-CN': '单一带宽：批次的平均平方距离。多个带宽：取其 ¼、½、1、2、4 倍的五个核的平均。',
      },
      options: {
        one: { en: 'one bandwidth', 'zh-CN': '单一带宽' },
        several: { en: 'several bandwidths', 'zh-CN': '多个带宽' },
      },
    }),
  },
  adapt: (input, { weight, layer, bandwidths }) =>
    align(input, layer, mmdAlignment(weight, bandwidths === 'one' ? [1] : several)),
  pytorch: ({ weight, layer, bandwidths }, network) => ({
    ...alignedPytorch(network, layer),
    lines: [
      `widths = (${bandwidths === 'one' ? '1,' : several.join(', ')})`,
      `return cross_entropy(s[first], y[first]) + ${weight} * mmd(h[first], h[second], widths)`,
    ],
    functions: mmdPytorch,
  }),
});

const mmdPytorch = `def mmd(a, b, bandwidths):
    """The unbiased estimate of MMD²; the kernels' width is the mean squared distance, held constant."""
    both = torch.cat([a, b])
    both = both - both.mean(0).detach()
    sizes = (both ** 2).sum(1)
    squares = (sizes[:, None] + sizes[None] - 2 * both @ both.T).clamp(min=0)
    width = (squares.sum() / (len(both) * (len(both) - 1))).detach().clamp(min=1e-30)
    kernel = sum(torch.exp(-squares / (width * b)) for b in bandwidths) / len(bandwidths)
    kernel = kernel * (1 - torch.eye(len(both)))
    n, m = len(a), len(b)
    within = kernel[:n, :n].sum() / (n * (n - 1)) + kernel[n:, n:].sum() / (m * (m - 1))
    return within - 2 * kernel[:n, n:].sum() / (n * m)`;

/**
 * λ times the unbiased estimate of MMD² (Gretton et al. 2012, eq. 3). The kernel is the mean of the Gaussian kernels
 * exp(−‖x − y‖² / (b · mean ‖x − y‖²)) over the bandwidths b. For two equal distributions the estimate has mean 0.
 */
export const mmdAlignment = (weight: number, bandwidths: readonly number[]): Alignment => ({
  prepare: (kernels, io) => kernelTerm(kernels, io, weight, bandwidths),
});

/**
 * Computes MMD² = Σ P ⊙ Σ_b k_b and its gradient ∂/∂features = −4 (diag(A 1) − A) features.
 * P holds the weight of each pair: 1/(n(n − 1)) within a domain of n rows, −1/(n_s n_t) across domains, and 0 for a row
 * with itself. D holds the squared distances. γ_b = b · mean D is held constant, and A = P ⊙ Σ_b k_b / γ_b.
 */
function kernelTerm(
  kernels: Kernels,
  { features, gradient, rows, result, slot }: AlignmentIO,
  weight: number,
  bandwidths: readonly number[],
): PreparedObjective {
  const [n, d] = [features.rows, features.cols];
  const share = weight / bandwidths.length;
  const pairs = kernels.matrix(n, n, pairWeights(rows));
  const ones = kernels.matrix(1, d, new Array<number>(d).fill(1));
  const mean = kernels.matrix(1, d);
  const centred = kernels.matrix(n, d);
  const squares = kernels.matrix(n, d);
  const size = kernels.matrix(n, 1);
  const sizeAcross = kernels.matrix(1, n);
  const products = kernels.matrix(n, n);
  const distances = kernels.matrix(n, n);
  const meanDistance = kernels.matrix(1, 1);
  const weights = kernels.matrix(n, n);
  const weightSums = kernels.matrix(n, 1);
  const weightedSums = kernels.matrix(n, d);
  const matrices = [distances, meanDistance, pairs];
  return {
    scratch: [pairs, ones, mean, centred, squares, size, sizeAcross, products, distances].concat([
      meanDistance,
      weights,
      weightSums,
      weightedSums,
    ]),
    run() {
      // Subtracting the mean leaves the distances unchanged and reduces rounding errors.
      kernels.foldColumns(mean, 'mean', (_m, h) => h, [features]);
      kernels.map([centred, squares], (m, h, middle) => [m.sub(h!, middle!), m.square(m.sub(h!, middle!))], [
        features,
        mean,
      ]);
      kernels.foldRows(size, 'sum', (_m, x) => x, [squares]);
      kernels.multiply(sizeAcross, ones, squares, { transposeB: true });
      kernels.multiply(products, centred, centred, { transposeB: true });
      kernels.map([distances], (m, xy, x, y) => [m.max(m.sub(m.add(x!, y!), m.mul(xy!, 2)), 0)], [
        products,
        size,
        sizeAcross,
      ]);
      // If all points are equal, the mean distance is 0. The floor avoids 0 / 0 and keeps the kernel at 1.
      kernels.measure(meanDistance, 0, 'sum', (m, D) => m.div(D, n * (n - 1)), [distances]);
      kernels.map([meanDistance], (m, D) => [m.max(D!, 1e-30)], [meanDistance]);
      kernels.map(
        [weights],
        (m, D, width, pair) => {
          const terms = bandwidths.map((b) =>
            m.div(m.exp(m.neg(m.div(D!, m.mul(width!, b)))), m.mul(width!, b)),
          );
          return [
            m.mul(
              pair!,
              terms.reduce((a, b) => m.add(a, b)),
            ),
          ];
        },
        matrices,
      );
      kernels.foldRows(weightSums, 'sum', (_m, a) => a, [weights]);
      kernels.multiply(weightedSums, weights, centred);
      kernels.map([gradient], (m, h, a, back) => [m.mul(m.sub(back!, m.mul(a!, h!)), 4 * share)], [
        centred,
        weightSums,
        weightedSums,
      ]);
      kernels.measure(
        result,
        slot,
        'sum',
        (m, D, width, pair) => {
          const terms = bandwidths.map((b) => m.exp(m.neg(m.div(D, m.mul(width!, b)))));
          return m.mul(
            m.mul(
              pair!,
              terms.reduce((a, b) => m.add(a, b)),
            ),
            share,
          );
        },
        matrices,
      );
    },
  };
}

/** The weight of each pair of rows in MMD², `[batch, batch]`. */
function pairWeights([source, target]: readonly [number, number]): Float64Array {
  const n = source + target;
  return Float64Array.from({ length: n * n }, (_, place) => {
    const [i, j] = [Math.floor(place / n), place % n];
    if (i === j) return 0;
    if (i < source !== j < source) return -1 / (source * target);
    const count = i < source ? source : target;
    return 1 / (count * (count - 1));
  });
}
