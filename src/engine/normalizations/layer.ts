import type { Algebra } from '../algebra';
import type { Normalization } from './normalization';
import { eps, standardize } from './standardize';

const summand = <V>(m: Algebra<V>, signal: V, scale: V): V => m.mul(signal, scale);

/** From d, x̂, σ², γ and the sums of γ d and of γ d x̂ over the units. */
const returned = <V>(m: Algebra<V>, count: number, [d, x, v, g, total, totalX]: readonly V[]): V =>
  m.div(m.sub(summand(m, d!, g!), m.div(m.add(total!, m.mul(x!, totalX!)), count)), m.sqrt(m.add(v!, eps)));

/** Layer normalization (Ba et al. 2016, arXiv:1607.06450). It follows PyTorch's conventions. */
export const layer: Normalization = {
  title: { en: 'Layer norm', 'zh-CN': '层归一化' },
  summary: {
    en: 'Normalizes each sample to mean 0 and variance 1 over the layer’s units, followed by a learned scale and shift: independent of the batch.',
    'zh-CN': '使每个样本在该层各神经元上均值为 0、方差为 1，再经可学习的缩放与平移：与批次无关。',
  },
  formula: '\\hat z = \\gamma \\odot \\frac{z - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} + \\beta',
  source: 'Ba et al. 2016, arXiv:1607.06450',
  params: {},
  pytorch: 'nn.LayerNorm',
  keras: 'layers.LayerNormalization(epsilon=1e-5)',
  over: 'units',
  derivativeFormula:
    '\\begin{aligned} \\frac{\\partial L}{\\partial z} &= \\frac{\\gamma d - \\tfrac{1}{n}\\bigl(\\sum_n \\gamma d + \\hat x \\sum_n \\gamma d\\,\\hat x\\bigr)}{\\sqrt{\\sigma^2 + \\epsilon}} \\\\ d &= \\frac{\\partial L}{\\partial \\hat z},\\quad \\hat x = \\frac{z - \\mu}{\\sqrt{\\sigma^2 + \\epsilon}} \\end{aligned}',
  standardize,
  summand,
  returned,
  prepare(kernels, { input, output, signal, scale, shift, scaleGradient, shiftGradient }) {
    const { rows, cols } = input;
    const mean = kernels.matrix(rows, 1);
    const variance = kernels.matrix(rows, 1);
    const sumD = kernels.matrix(rows, 1);
    const sumDX = kernels.matrix(rows, 1);
    const normalized = kernels.matrix(rows, cols);
    const forward = () => {
      kernels.foldRows(mean, 'mean', (_m, z) => z, [input]);
      kernels.foldRows(variance, 'mean', (m, z, mu) => m.square(m.sub(z, mu!)), [input, mean]);
      kernels.map([normalized], (m, z, mu, v) => [standardize(m, z!, mu!, v!)], [input, mean, variance]);
      kernels.map([output], (m, x, g, b) => [m.add(m.mul(x!, g!), b!)], [normalized, scale, shift]);
    };
    return {
      scratch: [mean, variance, sumD, sumDX, normalized],
      forward,
      infer: forward,
      backward() {
        kernels.foldColumns(shiftGradient, 'sum', (_m, d) => d, [signal]);
        kernels.foldColumns(scaleGradient, 'sum', (m, d, x) => m.mul(d, x!), [signal, normalized]);
        kernels.foldRows(sumD, 'sum', (m, d, g) => summand(m, d, g!), [signal, scale]);
        kernels.foldRows(sumDX, 'sum', (m, d, g, x) => m.mul(summand(m, d, g!), x!), [
          signal,
          scale,
          normalized,
        ]);
        kernels.map([signal], (m, ...from) => [returned(m, cols, from)], [
          signal,
          normalized,
          variance,
          scale,
          sumD,
          sumDX,
        ]);
      },
    };
  },
};
