import { type SpecOf, unionOf } from '../../../base/entry';
import { adversarial } from './adversarial';
import { coral } from './coral';
import { crossModal } from './crossModal';
import { fineTune } from './fineTune';
import { joint } from './joint';
import { labelsAndSoft } from './labelsAndSoft';
import type { TransferMethod } from './method';
import { mmd } from './mmd';
import { pseudoLabels } from './pseudoLabels';
import { sourceOnly } from './sourceOnly';
import { targetDistillation } from './targetDistillation';
import { targetOnly } from './targetOnly';

/** Every transfer method. The controls come first. */
export const transferMethods = {
  sourceOnly,
  targetOnly,
  joint,
  fineTune,
  distil: targetDistillation,
  labelsAndSoft,
  pseudoLabels,
  coral,
  mmd,
  adversarial,
  crossModal,
} satisfies Record<string, TransferMethod>;

export type TransferMethodName = keyof typeof transferMethods;
export type TransferMethodSpec = SpecOf<typeof transferMethods>;
export const transferMethodSchema = unionOf(transferMethods);
export type { Adaptation, AdaptationInput, PytorchAdaptation, PytorchGroup, TransferMethod } from './method';
