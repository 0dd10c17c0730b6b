import { starterOf } from '../worker/connection';
import { createDistillation, distillationKind } from './createDistillation';
import { pagePool } from './pool';
import { followLinks } from './studyLink';

/** The store of the distillation page. */
export const useDistillation = createDistillation(
  { start: starterOf('distillation'), ...pagePool },
  globalThis.location?.hash ?? '',
);

followLinks(distillationKind, useDistillation);

export type { DistillationStore } from './createDistillation';
