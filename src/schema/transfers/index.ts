import { parseTransfer, type TransferSpec } from '../transfer';
import { deepSigmoid } from './deepSigmoid';
import { halves } from './halves';
import { invertedDigits } from './invertedDigits';
import { learnedSigmoid } from './learnedSigmoid';
import { noisyDigits } from './noisyDigits';
import type { ReadyTransfer } from './ready';
import { rotatedMoons } from './rotatedMoons';

/** All transfers that come with the page, in display order. The page opens with the first. */
export const transfers = {
  rotatedMoons,
  invertedDigits,
  noisyDigits,
  halves,
  deepSigmoid,
  learnedSigmoid,
} satisfies Record<string, ReadyTransfer>;

export type ReadyTransferName = keyof typeof transfers;
export type { ReadyTransfer };

/** The transfer that the page opens with. */
export const defaultTransfer = (): TransferSpec => parseTransfer(rotatedMoons.transfer);
