import { type SpecOf, unionOf } from '../../base/entry';
import { adam } from './adam';
import { adamw } from './adamw';
import { momentum } from './momentum';
import type { Optimizer } from './optimizer';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

/** Every optimizer. */
export const optimizers = { sgd, momentum, rmsprop, adam, adamw } satisfies Record<string, Optimizer>;

export type OptimizerName = keyof typeof optimizers;
export type OptimizerSpec = SpecOf<typeof optimizers>;
export const optimizerSchema = unionOf(optimizers);
export type { Optimizer };
