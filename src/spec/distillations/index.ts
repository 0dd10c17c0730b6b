import { type Distillation, parseDistillation } from '../distillation';
import { noisySpiral } from './noisySpiral';
import type { ReadyDistillation } from './ready';

/** Every distillation that comes with the page, in the order it is shown; the first is the one it opens with. */
export const distillations = { noisySpiral } satisfies Record<string, ReadyDistillation>;

export type ReadyName = keyof typeof distillations;
export type { ReadyDistillation };

/** The distillation that the page opens with. */
export const defaultDistillation = (): Distillation => parseDistillation(noisySpiral.distillation);
