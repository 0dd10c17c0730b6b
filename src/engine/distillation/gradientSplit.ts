import { createTrainer, type TrainingSetup } from '../createTrainer';
import type { Kernels } from '../kernels/kernels';
import { norm } from '../numeric/norm';
import type { Checkpoint, Trainer } from '../trainer';

/** Number of batches that are measured. */
const looks = 20;

/**
 * The gradients of the label term and the teacher term for one layer's parameters, at equal weights. Norms are L2, of
 * the mean over several batches.
 */
export interface LayerSplit {
  readonly hard: number;
  /** Norms with the factor T², as in the loss, and without it. */
  readonly soft: number;
  readonly softPlain: number;
  /** Cosine of the angle between the two gradients; 1 if both have the same direction. */
  readonly cosine: number;
  /** E‖g − E g‖² over the batches, in units of ‖E g‖². */
  readonly hardVariance: number;
  readonly softVariance: number;
}

/**
 * Splits a student's gradient into those of the hard and the soft term, each with its full weight, at the student's
 * present weights.
 * @param teachings of the two terms alone, on the same samples
 */
export async function splitGradients(
  student: Trainer,
  teachings: { readonly hard: TrainingSetup; readonly soft: TrainingSetup; readonly temperature: number },
  openKernels: () => Promise<Kernels>,
): Promise<LayerSplit[]> {
  const checkpoint = await student.checkpoint();
  const of = async (teaching: TrainingSetup) => {
    const kernels = await openKernels();
    const probe = await createTrainer(student.spec, kernels, teaching);
    try {
      return await gradientsOver(probe, checkpoint);
    } finally {
      probe.dispose();
    }
  };
  const hard = await of(teachings.hard);
  const soft = await of(teachings.soft);
  return hard.map((batches, layer) => {
    const [hardMean, softMean] = [meanOf(batches), meanOf(soft[layer]!)];
    const [hardNorm, softNorm] = [norm(hardMean), norm(softMean)];
    const product = hardMean.reduce((sum, g, i) => sum + g * softMean[i]!, 0);
    return {
      hard: hardNorm,
      soft: softNorm,
      softPlain: softNorm / teachings.temperature ** 2,
      cosine: product / (hardNorm * softNorm),
      hardVariance: varianceOf(batches, hardMean),
      softVariance: varianceOf(soft[layer]!, softMean),
    };
  });
}

/** The gradients of each layer's weights and biases on some batches, at the weights of a checkpoint. */
async function gradientsOver(probe: Trainer, checkpoint: Checkpoint): Promise<Float64Array[][]> {
  const layers = (await probe.parameters()).length;
  const found: Float64Array[][] = Array.from({ length: layers }, () => []);
  let position = 0;
  for (let look = 0; look < looks; look++) {
    probe.restore({ ...checkpoint, position });
    const rows = probe.upcoming().length;
    await probe.advance();
    position += rows;
    const gradients = await probe.gradients();
    for (let layer = 0; layer < layers; layer++) {
      found[layer]!.push(join(ofLayer(gradients, layer, layers)));
    }
  }
  return found;
}

/** A normalized hidden layer has four parameter arrays; the output layer has two. */
const ofLayer = (gradients: readonly Float64Array[], layer: number, layers: number) => {
  const each = (gradients.length - 2) / (layers - 1);
  return gradients.slice(layer * each, layer === layers - 1 ? undefined : (layer + 1) * each);
};

const join = (parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => [...part]));

const meanOf = (batches: readonly Float64Array[]): Float64Array =>
  batches[0]!.map((_, i) => batches.reduce((sum, one) => sum + one[i]!, 0) / batches.length);

function varianceOf(batches: readonly Float64Array[], mean: Float64Array): number {
  const size = norm(mean) ** 2;
  const all = batches.reduce((sum, one) => sum + norm(one.map((g, i) => g - mean[i]!)) ** 2, 0);
  return all / batches.length / size;
}
