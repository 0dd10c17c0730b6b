import { startDistillation } from '../worker/startDistillation';
import { createDistillation, distillationKind } from './createDistillation';
import { pagePool } from './pool';
import { followLinks } from './studyLink';

/** The store of the distillation page. */
export const useDistillation = createDistillation(
  { start: startDistillation, ...pagePool },
  globalThis.location?.hash ?? '',
);

followLinks(distillationKind, useDistillation);

export type { DistillationStore } from './createDistillation';
