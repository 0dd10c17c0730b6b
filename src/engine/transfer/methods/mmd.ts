import { z } from 'zod';
import { field } from '../../../spec/entry';
import type { Kernels } from '../../kernels/kernels';
import type { PreparedObjective } from '../../objective';
import { type Alignment, type AlignmentIO, align } from './alignment';
import { defineTransferMethod } from './method';
import { alignedLayer, alignmentWeight } from './params';
import { byStratum } from './strataLoss';

const several = [0.25, 0.5, 1, 2, 4];

/** The distributions of both domains are made alike, as far as a kernel can tell. */
export const mmd = defineTransferMethod({
  title: { en: 'MMD alignment', 'zh-CN': 'MMD 对齐' },
  summary: {
    en: 'Beside learning the source’s labels, makes the maximum mean discrepancy between the domains small on a hidden layer. The Gaussian kernel’s width is the batch’s own mean squared distance.',
    'zh-CN': '学习源域标签的同时，减小两个域在某隐藏层上的最大均值差异。高斯核的宽度取批次的平均平方距离。',
  },
  formula:
    'L = \\mathrm{CE}_s + \\lambda \\sum_{i,j} s_i s_j k(h_i, h_j),\\quad k = \\sum_b e^{-\\lVert h_i - h_j \\rVert^2 / (b\\,\\overline{d^2})}',
  source: 'Gretton et al. 2012, JMLR 13; Long et al. 2015, arXiv:1502.02791',
  role: 'method',
  strata: 2,
  params: {
    weight: alignmentWeight(1),
    layer: alignedLayer,
    bandwidths: field(z.enum(['one', 'several']).default('several'), {
      label: { en: 'Kernel widths', 'zh-CN': '核宽度' },
      help: {
        en: 'One: the mean squared distance of the batch. Several: the mean of the kernels at ¼, ½, 1, 2 and 4 times it.',
        'zh-CN': 'one：批次的平均平方距离；several：取其 ¼、½、1、2、4 倍的五个核的平均。',
      },
    }),
  },
  adapt: (lesson, { weight, layer, bandwidths }) =>
    align(lesson, layer, mmdAlignment(weight, bandwidths === 'one' ? [1] : several)),
});

/** λ times the biased estimate of MMD² with the mean of Gaussian kernels exp(−‖x − y‖² / (b · mean ‖x − y‖²)). */
export const mmdAlignment = (weight: number, bandwidths: readonly number[]): Alignment => ({
  prepare: (kernels, io) => kernelTerm(kernels, io, weight, bandwidths),
});

/**
 * With s = +1/n_s or −1/n_t, D the squared distances, γ_b = b · mean D held constant, A = s sᵀ Σ_b k_b / γ_b:
 * MMD² = Σ s_i s_j Σ_b k_b and ∂/∂features = −4 (diag(A 1) − A) features.
 */
function kernelTerm(
  kernels: Kernels,
  { features, gradient, rows, result, slot }: AlignmentIO,
  weight: number,
  bandwidths: readonly number[],
): PreparedObjective {
  const [n, d] = [features.rows, features.cols];
  const share = weight / bandwidths.length;
  const signs = byStratum(kernels, rows, (k, count) => (k === 0 ? 1 : -1) / count);
  const across = kernels.matrix(1, n, [
    ...new Array<number>(rows[0]).fill(1 / rows[0]),
    ...new Array<number>(rows[1]).fill(-1 / rows[1]),
  ]);
  const ones = kernels.matrix(1, d, new Array<number>(d).fill(1));
  const mean = kernels.matrix(1, d);
  const centred = kernels.matrix(n, d);
  const squares = kernels.matrix(n, d);
  const size = kernels.matrix(n, 1);
  const sizeAcross = kernels.matrix(1, n);
  const products = kernels.matrix(n, n);
  const distances = kernels.matrix(n, n);
  const meanDistance = kernels.matrix(1, 1);
  const pull = kernels.matrix(n, n);
  const pulls = kernels.matrix(n, 1);
  const pulled = kernels.matrix(n, d);
  const matrices = [distances, meanDistance, signs, across];
  return {
    scratch: [signs, across, ones, mean, centred, squares, size, sizeAcross, products, distances].concat([
      meanDistance,
      pull,
      pulls,
      pulled,
    ]),
    run() {
      // Distances do not change when all points move, and rounding is least about the mean.
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
      // Equal points have no distance to measure by: the floor keeps their kernel at 1.
      kernels.measure(meanDistance, 0, 'sum', (m, D) => m.div(D, n * (n - 1)), [distances]);
      kernels.map([meanDistance], (m, D) => [m.max(D!, 1e-30)], [meanDistance]);
      kernels.map(
        [pull],
        (m, D, width, s, t) => {
          const terms = bandwidths.map((b) =>
            m.div(m.exp(m.neg(m.div(D!, m.mul(width!, b)))), m.mul(width!, b)),
          );
          return [
            m.mul(
              m.mul(s!, t!),
              terms.reduce((a, b) => m.add(a, b)),
            ),
          ];
        },
        matrices,
      );
      kernels.foldRows(pulls, 'sum', (_m, a) => a, [pull]);
      kernels.multiply(pulled, pull, centred);
      kernels.map([gradient], (m, h, a, back) => [m.mul(m.sub(back!, m.mul(a!, h!)), 4 * share)], [
        centred,
        pulls,
        pulled,
      ]);
      kernels.measure(
        result,
        slot,
        'sum',
        (m, D, width, s, t) => {
          const terms = bandwidths.map((b) => m.exp(m.neg(m.div(D, m.mul(width!, b)))));
          return m.mul(
            m.mul(
              m.mul(s!, t!),
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
