import { type Distillation, parseDistillation } from '../distillation';
import { capacityGap } from './capacityGap';
import { classicTutorial } from './classicTutorial';
import { fewDigits } from './fewDigits';
import { missingClass } from './missingClass';
import { noisySpiral } from './noisySpiral';
import { noisyTemperatures } from './noisyTemperatures';
import type { ReadyDistillation } from './ready';
import { temperatures } from './temperatures';
import { vanishing } from './vanishing';
import { vanishingDeeper } from './vanishingDeeper';

/** Every distillation that comes with the page, in the order it is shown; the first is the one it opens with. */
export const distillations = {
  noisySpiral,
  vanishing,
  vanishingDeeper,
  fewDigits,
  missingClass,
  temperatures,
  noisyTemperatures,
  capacityGap,
  classicTutorial,
} satisfies Record<string, ReadyDistillation>;

export type ReadyName = keyof typeof distillations;
export type { ReadyDistillation };

/** The distillation that the page opens with. */
export const defaultDistillation = (): Distillation => parseDistillation(noisySpiral.distillation);
