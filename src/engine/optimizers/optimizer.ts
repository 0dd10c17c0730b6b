import { z } from 'zod';
import { type Entry, field, type Params } from '../../base/entry';
import type { Algebra } from '../algebra';

/** An update rule. It follows PyTorch's definition. Each one is a file; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds optimizers of every shape of fields.
export interface Optimizer<S extends z.ZodRawShape = any> extends Entry<S> {
  /** The number of state values for each weight. All of them start at 0. */
  stateCount(params: Params<S>): number;
  /** Numbers that depend only on the step, such as Adam's bias corrections. `step` counts from 1. */
  scalars(params: Params<S>, step: number): number[];
  /** Those numbers as Python and JavaScript write them, by `step`; needed where there are any. */
  scalarsCode?(params: Params<S>): readonly string[];
  /** The optimizer of `torch.optim` and its arguments, besides learning rate and weight decay. */
  pytorch(params: Params<S>): { readonly name: string; readonly options: Readonly<Record<string, unknown>> };
  /** Whether weight decay multiplies the weight (AdamW) instead of being added to the gradient (L2). */
  readonly decoupledDecay?: boolean;
  /**
   * Computes the change of one weight and its new state.
   * @param inputs `gradient` is already clipped and includes weight decay, unless the decay is decoupled
   * @returns `[Δw, …new state]`
   */
  update<T>(
    m: Algebra<T>,
    params: Params<S>,
    inputs: { weight: T; gradient: T; learningRate: T; state: T[]; scalars: T[] },
  ): T[];
}

/** The learning rate. Every optimizer has this field. It can be changed while a network trains. */
export const learningRate = (initial: number) =>
  field(z.number().min(0).max(1000).default(initial), {
    label: { en: 'Learning rate', 'zh-CN': '学习率' },
    help: {
      en: 'How far each step moves along the update direction. If it is too small training is slow, if too large it diverges.',
      'zh-CN': '每步沿更新方向移动的幅度。太小则训练缓慢，太大则发散。',
    },
    formula: 'w \\leftarrow w - \\eta\\,\\nabla_w L',
    scale: 'log',
    sliderRange: [1e-5, 10],
  });

/** Declares an optimizer. The types of the fields follow from `params`. */
export const defineOptimizer = <S extends z.ZodRawShape>(optimizer: Optimizer<S>) => optimizer;
