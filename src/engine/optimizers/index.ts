import { type SpecOf, unionOf } from '../../spec/entry';
import type { Optimizer } from './optimizer';
import { sgd } from './sgd';

/** Every optimizer. */
export const optimizers = { sgd } satisfies Record<string, Optimizer>;

export type OptimizerName = keyof typeof optimizers;
export type OptimizerSpec = SpecOf<typeof optimizers>;
export const optimizerSchema = unionOf(optimizers);
export type { Optimizer };
