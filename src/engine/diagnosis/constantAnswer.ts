import { buildDataset } from '../../data/build';
import { type DataSet, dataSets } from '../../data/sets';
import type { ExperimentSpec } from '../../schema/experiment';

/**
 * The scores of the best predictor that gives the same answer to every input. A network has learned something once its
 * loss is lower.
 */
export interface ConstantAnswer {
  /** Its lowest loss on the training samples; NaN if the data are not available. */
  readonly loss: number;
  /** Its accuracy: the share of the most frequent class. NaN for regression. */
  readonly accuracy: number;
}

const unknown: ConstantAnswer = { loss: Number.NaN, accuracy: Number.NaN };

const known = new WeakMap<ExperimentSpec['data'], { seed: number; loss: string; answer: ConstantAnswer }>();

/**
 * The best constant answer. Under cross-entropy it is the class frequencies, and its loss is their entropy in nats.
 * Under squared error it is the mean.
 */
export function constantAnswer(spec: ExperimentSpec): ConstantAnswer {
  const { data, seed, training } = spec;
  const last = known.get(data);
  if (last?.seed === seed && last.loss === training.loss) return last.answer;
  const answer = find(spec);
  known.set(data, { seed, loss: training.loss, answer });
  return answer;
}

function find(spec: ExperimentSpec): ConstantAnswer {
  // Fetched data may not have arrived yet, and large ones would hold up the page.
  const { load, isLoaded }: DataSet = dataSets[spec.data.kind];
  const isSmall = spec.data.kind === 'inline' || spec.data.kind === 'formula';
  if (load && !(isSmall && isLoaded?.())) return unknown;
  const { train, task, outcomeNames } = buildDataset(spec);
  const outputs = outcomeNames.length;
  const { count, targets } = train;
  const means = new Float64Array(outputs);
  for (let k = 0; k < targets.length; k++) means[k % outputs]! += targets[k]! / count;
  const accuracy = task === 'classification' ? Math.max(...means) : Number.NaN;
  if (spec.training.loss === 'crossEntropy') {
    return { loss: means.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0), accuracy };
  }
  let squares = 0;
  for (let k = 0; k < targets.length; k++) squares += (targets[k]! - means[k % outputs]!) ** 2;
  return { loss: squares / targets.length, accuracy };
}
