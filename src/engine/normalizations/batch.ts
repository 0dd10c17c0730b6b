import type { Algebra } from '../algebra';
import type { Normalization } from './normalization';
import { eps, standardize } from './standardize';

/** The weight of each batch's statistics in the running statistics. This is PyTorch's default. */
const momentum = 0.1;

/** From d, x̂, σ², γ and the sums of d and of d x̂ over the batch. */
const returned = <V>(m: Algebra<V>, count: number, [d, x, v, g, total, totalX]: readonly V[]): V =>
  m.mul(m.div(g!, m.sqrt(m.add(v!, eps))), m.sub(d!, m.div(m.add(total!, m.mul(x!, totalX!)), count)));

/** Batch normalization (Ioffe & Szegedy 2015, arXiv:1502.03167). It follows PyTorch's conventions. */
export const batch: Normalization = {
  title: { en: 'Batch norm', 'zh-CN': '批归一化' },
  summary: {
    en: 'Normalizes each unit to mean 0 and variance 1 over the batch, followed by a learned scale and shift. It keeps units out of saturation; at initialization it makes gradients grow with depth.',
    'zh-CN':
      '使每个神经元在批次上均值为 0、方差为 1，再经可学习的缩放与平移。它让神经元远离饱和；但初始时会使梯度随深度增大。',
  },
  formula: '\\hat z = \\gamma\\,\\frac{z - \\mu_B}{\\sqrt{\\sigma_B^2 + \\epsilon}} + \\beta',
  source: 'Ioffe & Szegedy 2015, arXiv:1502.03167; Yang et al. 2019, arXiv:1902.08129',
  params: {},
  pytorch: 'nn.BatchNorm1d',
  keras: 'layers.BatchNormalization(momentum=0.9, epsilon=1e-5)',
  over: 'samples',
  derivativeFormula:
    '\\begin{aligned} \\frac{\\partial L}{\\partial z} &= \\frac{\\gamma}{\\sqrt{\\sigma_B^2 + \\epsilon}}\\Bigl(d - \\tfrac{1}{m}\\bigl(\\textstyle\\sum_B d + \\hat x \\sum_B d\\,\\hat x\\bigr)\\Bigr) \\\\ d &= \\frac{\\partial L}{\\partial \\hat z},\\quad \\hat x = \\frac{z - \\mu_B}{\\sqrt{\\sigma_B^2 + \\epsilon}} \\end{aligned}',
  standardize,
  summand: (_m, signal) => signal,
  returned,
  prepare(kernels, io) {
    const {
      input,
      output,
      signal,
      scale,
      shift,
      scaleGradient,
      shiftGradient,
      runningMean,
      runningVariance,
    } = io;
    const { rows, cols } = input;
    const mean = kernels.matrix(1, cols);
    const variance = kernels.matrix(1, cols);
    const normalized = kernels.matrix(rows, cols);
    const unbias = rows > 1 ? rows / (rows - 1) : 1;
    return {
      scratch: [mean, variance, normalized],
      forward() {
        kernels.foldColumns(mean, 'mean', (_m, z) => z, [input]);
        kernels.foldColumns(variance, 'mean', (m, z, mu) => m.square(m.sub(z, mu!)), [input, mean]);
        kernels.map([normalized], (m, z, mu, v) => [standardize(m, z!, mu!, v!)], [input, mean, variance]);
        kernels.map([output], (m, x, g, b) => [m.add(m.mul(x!, g!), b!)], [normalized, scale, shift]);
        kernels.map(
          [runningMean, runningVariance],
          (m, keptMean, keptVariance, mu, v) => [
            m.add(m.mul(keptMean!, 1 - momentum), m.mul(mu!, momentum)),
            m.add(m.mul(keptVariance!, 1 - momentum), m.mul(v!, momentum * unbias)),
          ],
          [runningMean, runningVariance, mean, variance],
        );
      },
      infer() {
        kernels.map([output], (m, z, mu, v, g, b) => [m.add(m.mul(standardize(m, z!, mu!, v!), g!), b!)], [
          input,
          runningMean,
          runningVariance,
          scale,
          shift,
        ]);
      },
      backward() {
        kernels.foldColumns(shiftGradient, 'sum', (_m, d) => d, [signal]);
        kernels.foldColumns(scaleGradient, 'sum', (m, d, x) => m.mul(d, x!), [signal, normalized]);
        kernels.map([signal], (m, ...from) => [returned(m, rows, from)], [
          signal,
          normalized,
          variance,
          scale,
          shiftGradient,
          scaleGradient,
        ]);
      },
    };
  },
};
