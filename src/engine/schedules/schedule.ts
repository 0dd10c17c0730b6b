import type { z } from 'zod';
import type { Entry, Params } from '../../base/entry';

/** A learning-rate schedule. One file each; adding one touches this folder alone. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds schedules of every shape of fields.
export interface Schedule<S extends z.ZodRawShape = any> extends Entry<S> {
  /** What the learning rate is multiplied by at update `step` (from 0) of `steps`. */
  factor(params: Params<S>, step: number, steps: number): number;
}

/** Declares a schedule; the fields' types follow from `params`. */
export const defineSchedule = <S extends z.ZodRawShape>(schedule: Schedule<S>) => schedule;
