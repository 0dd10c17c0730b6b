import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { type ExperimentSpec, hiddenLayers } from '../spec/experiment';
import { activations } from './activations';
import { numbers } from './kernels/reference/numbers';
import type { LayerNumbers } from './trainer';

/** Samples of the batch that are probed. */
const probes = 4;
/** Units up to which a layer's singular values are computed. */
export const widest = 128;

/** Singular values of a network's Jacobians between pre-activations, over some samples of a batch. */
export interface Jacobians {
  /** For each step from a hidden layer to the next: of all its singular values, over all samples. */
  readonly steps: readonly {
    /** The mean square: what mean-field theory calls χ. */
    readonly meanSquare: number;
    readonly smallest: number;
    readonly largest: number;
  }[];
  /** ∂z^L/∂z¹: all singular values, over all samples, the largest first; 1 where there is one hidden layer. */
  readonly through: Float64Array;
  /** ∂output/∂input, the logits by the network's inputs: likewise. */
  readonly ends: Float64Array;
}

/** Why there are no Jacobians to show. */
export type JacobianSilence = 'normalization' | 'residual' | 'wide';

/** Why an experiment has none; undefined where it has. */
export function jacobianSilence({ network }: ExperimentSpec): JacobianSilence | undefined {
  const hidden = hiddenLayers(network);
  if (network.normalization !== 'none') return 'normalization';
  if (network.residual) return 'residual';
  return Math.max(...hidden.map(({ units }) => units)) > widest ? 'wide' : undefined;
}

/**
 * The Jacobians ∂z^{l+1}/∂z^l = D^l W^{l+1} of the hidden layers and W¹ (∏ D^l W^{l+1}) of the whole network (Pennington et al. 2017, arXiv:1711.04735), D^l the
 * activation's slopes; row vectors, as everywhere here.
 * @param layers what each layer holds, output layer last
 */
export function jacobians(spec: ExperimentSpec, layers: readonly LayerNumbers[]): Jacobians {
  const hidden = hiddenLayers(spec.network);
  const rows = layers[0]!.preActivations.length / hidden[0]!.units;
  const samples = Math.min(probes, rows);
  const values: number[][] = hidden.slice(1).map(() => []);
  const [through, ends]: [number[], number[]] = [[], []];
  const outputs = layers.at(-1)!.preActivations.length / rows;
  const first = new Matrix(toRows(layers[0]!.weights, hidden[0]!.units));
  for (let sample = 0; sample < samples; sample++) {
    let product = Matrix.eye(hidden[0]!.units);
    for (let l = 0; l + 1 < hidden.length; l++) {
      const step = stepJacobian(hidden[l]!, hidden[l + 1]!.units, layers[l]!, layers[l + 1]!, sample);
      values[l]!.push(...singularValues(step));
      product = product.mmul(step);
    }
    through.push(...singularValues(product));
    const last = stepJacobian(hidden.at(-1)!, outputs, layers.at(-2)!, layers.at(-1)!, sample);
    ends.push(...singularValues(first.mmul(product.mmul(last))));
  }
  return {
    steps: values.map((all) => ({
      meanSquare: all.reduce((sum, s) => sum + s * s, 0) / all.length,
      smallest: Math.min(...all),
      largest: Math.max(...all),
    })),
    through: Float64Array.from(through).sort().reverse(),
    ends: Float64Array.from(ends).sort().reverse(),
  };
}

const toRows = (values: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, row) =>
    Array.from({ length: columns }, (_, column) => values[row * columns + column]!),
  );

/** D W of one sample: `[units, units above]`. */
function stepJacobian(
  { units, activation }: { readonly units: number; readonly activation: keyof typeof activations },
  above: number,
  { preActivations }: LayerNumbers,
  { weights }: LayerNumbers,
  sample: number,
): Matrix {
  const { value, derivative } = activations[activation];
  const matrix = new Matrix(units, above);
  for (let i = 0; i < units; i++) {
    const z = preActivations[sample * units + i]!;
    const slope = derivative(numbers, z, value(numbers, z));
    for (let j = 0; j < above; j++) matrix.set(i, j, slope * weights[i * above + j]!);
  }
  return matrix;
}

/** A product over many layers is far below 1: taken out, so that no square inside underflows. */
function singularValues(matrix: Matrix): number[] {
  const size = Math.max(Math.abs(matrix.max()), Math.abs(matrix.min()));
  if (!(size > 0) || !Number.isFinite(size))
    return new Array<number>(Math.min(matrix.rows, matrix.columns)).fill(size);
  const { diagonal } = new SingularValueDecomposition(Matrix.div(matrix, size), {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  return diagonal.map((s) => s * size);
}
