import { enumOf } from '../../base/entry';
import { crossEntropy } from './crossEntropy';
import type { Loss } from './loss';
import { meanSquaredError } from './meanSquaredError';

/** Every loss. */
export const losses = { crossEntropy, meanSquaredError } satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;
export const lossSchema = enumOf(losses);
export type { Loss };
