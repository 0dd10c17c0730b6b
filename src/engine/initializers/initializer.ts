import { z } from 'zod';
import { type Entry, field, type Params } from '../../base/entry';
import type { Random } from '../../random/random';

/** Facts about a layer that an initializer may use. */
export interface LayerShape {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** An initializer draws the weights before the first step. Each one is a file; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds initializers of every shape of fields.
export interface Initializer<S extends z.ZodRawShape = any> extends Entry<S> {
  /**
   * Weights `[fanIn, fanOut]`, row-major, before `gain` multiplies them.
   * @param params the spec's fields for this kind
   */
  weights(random: Random, shape: LayerShape, params: Params<S>): Float64Array;
  /** Variance of one weight by the formula (gain 1), or `undefined` where it has no closed form. */
  variance?(shape: LayerShape, params: Params<S>): number;
  /** Standard deviation of the biases, for kinds that set it. Otherwise `biasStd` decides. */
  biasStd?(params: Params<S>): number;
  /** The PyTorch call that draws `weight` alike, gain 1; with `math` imported. Undefined if PyTorch has none. */
  pytorch?(params: Params<S>): string;
  /** LSUV: after the draw, each layer's weights are divided so that its pre-activations on a batch have variance 1. */
  readonly unitVarianceOutputs?: boolean;
}

/** Fields that every initializer takes. */
export const commonParams = {
  gain: field(z.number().min(0).max(100).default(1), {
    label: { en: 'Gain', 'zh-CN': '增益' },
    help: {
      en: 'Multiplies every initial weight. 1 is the initializer as published.',
      'zh-CN': '乘到每个初始权重上；1 表示按原论文。',
    },
    formula: 'W \\leftarrow g\\,W',
    sliderRange: [0, 5],
    step: 0.05,
  }),
  biasStd: field(z.number().min(0).max(100).default(0), {
    label: { en: 'Bias std', 'zh-CN': '偏置标准差' },
    help: {
      en: 'Standard deviation of the initial biases; at 0 all are zero.',
      'zh-CN': '初始偏置的标准差；0 表示全部从零开始。',
    },
    formula: 'b \\sim \\mathcal N(0, \\sigma_b^2)',
    sliderRange: [0, 2],
    step: 0.05,
  }),
};

/** Independent draws N(0, variance). */
export function drawNormal(random: Random, { fanIn, fanOut }: LayerShape, variance: number): Float64Array {
  const std = Math.sqrt(variance);
  const weights = new Float64Array(fanIn * fanOut);
  for (let k = 0; k < weights.length; k++) weights[k] = std * random.normal();
  return weights;
}

/** Independent draws U[−limit, limit]. */
export function drawUniform(random: Random, { fanIn, fanOut }: LayerShape, limit: number): Float64Array {
  const weights = new Float64Array(fanIn * fanOut);
  for (let k = 0; k < weights.length; k++) weights[k] = limit * (2 * random.uniform() - 1);
  return weights;
}

/** Declares an initializer. The types of the fields follow from `params`. */
export const defineInitializer = <S extends z.ZodRawShape>(initializer: Initializer<S>) => initializer;
