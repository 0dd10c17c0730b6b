import { distillationChangeInWords } from '../schema/distillationChangeInWords';
import { starterOf } from '../worker/connection';
import { createDistillation, distillationKind } from './createDistillation';
import { keepStudy } from './keepStudy';
import { parseKeptDistillation } from './keptStudies';
import { studyPool } from './pool';
import { showStudyJobs } from './showStudyJobs';
import { followLinks } from './studyLink';
import { recordStudyUndo } from './undoStudy';

/** The store of the distillation page. */
export const useDistillation = createDistillation(
  { start: starterOf('distillation'), ...studyPool },
  globalThis.location?.hash ?? '',
);

followLinks(distillationKind, useDistillation);
recordStudyUndo('distil', useDistillation, distillationKind, distillationChangeInWords);
showStudyJobs('distil', useDistillation);
keepStudy('distil', useDistillation, ['repeats'], parseKeptDistillation);

export type { DistillationStore } from './createDistillation';
