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

/** All distillations that come with the page, in display order. The page opens with the first. */
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
