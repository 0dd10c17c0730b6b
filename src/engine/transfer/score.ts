import type { Split } from '../../data/build';
import { largest } from '../distillation/methods/soften';
import { crossEntropy } from '../losses/crossEntropy';

/** How a network does on some samples; NaN of none. */
export interface Score {
  /** Cross-entropy, in nats. */
  readonly loss: number;
  readonly accuracy: number;
}

/** @param logits `[split.count, classes]` */
export function score(logits: Float64Array, { count, targets, labels }: Split, classes: number): Score {
  let right = 0;
  for (let row = 0; row < count; row++) if (largest(logits, row, classes) === labels[row]) right++;
  return { loss: crossEntropy.total(logits, targets, count, classes) / count, accuracy: right / count };
}
