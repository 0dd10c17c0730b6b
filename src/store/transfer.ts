import { transferChangeInWords } from '../schema/transferChangeInWords';
import { starterOf } from '../worker/connection';
import { createTransfer, transferKind } from './createTransfer';
import { keepStudy } from './keepStudy';
import { parseKeptTransfer } from './keptStudies';
import { studyPool } from './pool';
import { showStudyJobs } from './showStudyJobs';
import { followLinks } from './studyLink';
import { recordStudyUndo } from './undoStudy';

/** The store of the transfer page. */
export const useTransfer = createTransfer(
  { start: starterOf('transfer'), ...studyPool },
  globalThis.location?.hash ?? '',
);

followLinks(transferKind, useTransfer);
recordStudyUndo('transfer', useTransfer, transferKind, transferChangeInWords);
showStudyJobs('transfer', useTransfer);
keepStudy('transfer', useTransfer, ['repeats', 'results'], parseKeptTransfer);

export type { TransferJobs, TransferStore } from './createTransfer';
