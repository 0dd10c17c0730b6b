import type { z } from 'zod';
import type { Entry, Params } from '../../base/entry';

/** A learning-rate schedule. Each one is a file; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds schedules of every shape of fields.
export interface Schedule<S extends z.ZodRawShape = any> extends Entry<S> {
  /** The factor on the learning rate at update `step` of `steps`. `step` counts from 0. */
  factor(params: Params<S>, step: number, steps: number): number;
  /** The factor as a Python expression in `step` and `STEPS`, with `math` imported; undefined if it is always 1. */
  pytorch(params: Params<S>): string | undefined;
}

/** Declares a schedule. The types of the fields follow from `params`. */
export const defineSchedule = <S extends z.ZodRawShape>(schedule: Schedule<S>) => schedule;
