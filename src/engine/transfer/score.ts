import type { Split } from '../../data/build';
import { crossEntropy } from '../losses/crossEntropy';
import { accuracyOf, bestConstantAccuracy } from '../numeric/accuracy';
import { type Score, scoreOf } from '../numeric/score';

/** The loss and accuracy of a network on some samples. */
export interface DomainScore {
  /** Cross-entropy, in nats. */
  readonly loss: Score;
  readonly accuracy: Score;
  /** The highest accuracy that constant outputs can have on these samples. */
  readonly bestConstant: number;
}

/** @param logits `[split.count, classes]` */
export function scoreDomain(
  logits: Float64Array,
  { count, targets, labels }: Split,
  classes: number,
): DomainScore {
  const loss = crossEntropy.total(logits, targets, count, classes) / count;
  return {
    loss: scoreOf(loss, count === 0 ? 'undefined' : 'diverged'),
    accuracy: accuracyOf(logits, labels, classes),
    bestConstant: bestConstantAccuracy(labels),
  };
}
