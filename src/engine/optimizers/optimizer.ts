import { z } from 'zod';
import { type Entry, field, type Params } from '../../base/entry';
import type { Algebra } from '../algebra';

/** An update rule, PyTorch's definitions. One file each; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds optimizers of every shape of fields.
export interface Optimizer<S extends z.ZodRawShape = any> extends Entry<S> {
  /** How many numbers it keeps for each weight, all starting at 0. */
  stateCount(params: Params<S>): number;
  /** Numbers that depend on the step alone, such as Adam's bias corrections. `step` counts from 1. */
  scalars(params: Params<S>, step: number): number[];
  /** Whether weight decay multiplies the weight (AdamW) instead of being added to the gradient (L2). */
  readonly decoupledDecay?: boolean;
  /**
   * The change of one weight, and the new state.
   * @param gradient clipped, with L2 weight decay already added
   * @returns `[Δw, …new state]`
   */
  update<T>(
    m: Algebra<T>,
    params: Params<S>,
    inputs: { weight: T; gradient: T; learningRate: T; state: T[]; scalars: T[] },
  ): T[];
}

/** The learning rate, a field of every optimizer; it can be changed while a network trains. */
export const learningRate = (initial: number) =>
  field(z.number().min(0).max(1000).default(initial), {
    label: { en: 'Learning rate', 'zh-CN': '学习率' },
    help: {
      en: 'How far each step goes along the update direction. Too small crawls, too large diverges.',
      'zh-CN': '每一步沿更新方向走多远。太小则慢，太大则发散。',
    },
    formula: 'w \\leftarrow w - \\eta\\,\\nabla_w L',
    scale: 'log',
    sliderRange: [1e-5, 10],
  });

/** Declares an optimizer; the fields' types follow from `params`. */
export const defineOptimizer = <S extends z.ZodRawShape>(optimizer: Optimizer<S>) => optimizer;
