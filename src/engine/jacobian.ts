import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { type ExperimentSpec, hiddenLayers } from '../schema/experiment';
import { type Activation, activations } from './activations';
import { numbers } from './kernels/reference/numbers';
import { type Factor, productSingularValues } from './numeric/productSingularValues';
import type { LayerNumbers } from './trainer';

/** Number of batch samples for which Jacobians are computed. */
const probes = 4;
/** Number of units up to which a layer's singular values are computed. */
export const widest = 128;

/** Singular values of a network's Jacobians between pre-activations, over some samples of a batch. */
export interface Jacobians {
  /** One entry for each step from a hidden layer to the next, over all samples. */
  readonly steps: readonly {
    /** The factor on the squared length of a random signal in the backward pass. Mean-field theory calls it χ. */
    readonly meanSquare: number;
    /** Quantiles of its singular values. */
    readonly smallest: number;
    readonly largest: number;
  }[];
  /**
   * All singular values of ∂z^L/∂z¹ over all samples, the largest first; 1 if there is one hidden layer. A value is 0
   * if units of slope 0 cut it off or float64 cannot hold it.
   */
  readonly through: Float64Array;
  /** The same for ∂output/∂input: the derivative of the logits with respect to the network's inputs. */
  readonly ends: Float64Array;
}

/** The reason why there are no Jacobians to show. */
export type NoJacobianReason = 'normalization' | 'residual' | 'wide';

/** The reason why an experiment has no Jacobians; undefined if it has them. */
export function noJacobianReason({ network }: ExperimentSpec): NoJacobianReason | undefined {
  const hidden = hiddenLayers(network);
  if (network.normalization !== 'none') return 'normalization';
  if (network.residual) return 'residual';
  return Math.max(...hidden.map(({ units }) => units)) > widest ? 'wide' : undefined;
}

/**
 * The Jacobians ∂z^{l+1}/∂z^l = D^l W^{l+1} of the hidden layers, and W¹ (∏ D^l W^{l+1}) of the whole network
 * (Pennington et al. 2017, arXiv:1711.04735). D^l holds the activation's slopes. Vectors are rows, as in the whole
 * engine.
 * @param layers the numbers of each layer, output layer last
 */
export function jacobians(spec: ExperimentSpec, layers: readonly LayerNumbers[]): Jacobians {
  const hidden = hiddenLayers(spec.network);
  const rows = layers[0]!.preActivations.length / hidden[0]!.units;
  const samples = Math.min(probes, rows);
  const spectra: number[][] = hidden.slice(1).map(() => []);
  const squares = hidden.slice(1).map(() => 0);
  const [through, ends]: [number[], number[]] = [[], []];
  const first = { matrix: dense(layers[0]!.weights, hidden[0]!.units) };
  for (let sample = 0; sample < samples; sample++) {
    const factors = hidden.map(({ units, activation }, l) => ({
      slopes: slopesOf(activations[activation], layers[l]!.preActivations, sample, units),
      matrix: dense(layers[l + 1]!.weights, layers[l + 1]!.weights.length / units),
    }));
    const steps = factors.slice(0, -1);
    for (const [l, factor] of steps.entries()) {
      spectra[l]!.push(...singularValues(factor));
      squares[l]! += meanSquare(factor) / samples;
    }
    if (steps.length > 0) through.push(...productSingularValues(steps));
    else through.push(...new Array<number>(hidden[0]!.units).fill(1));
    ends.push(...productSingularValues([first, ...factors]));
  }
  return {
    steps: spectra.map((all, l) => ({
      meanSquare: squares[l]!,
      smallest: all.reduce((a, b) => Math.min(a, b)),
      largest: all.reduce((a, b) => Math.max(a, b)),
    })),
    through: Float64Array.from(through).sort().reverse(),
    ends: Float64Array.from(ends).sort().reverse(),
  };
}

const dense = (values: ArrayLike<number>, cols: number) => ({
  rows: values.length / cols,
  cols,
  values: Float64Array.from(values),
});

/** φ' at one sample's pre-activations. */
const slopesOf = (
  { value, derivative }: Activation,
  preActivations: ArrayLike<number>,
  sample: number,
  units: number,
): Float64Array =>
  Float64Array.from({ length: units }, (_, i) => {
    const z = preActivations[sample * units + i]!;
    return derivative(numbers, z, value(numbers, z));
  });

/**
 * Σ s² / columns: E ‖J δ‖² / ‖δ‖² for a random δ without a preferred direction. δ has one entry for each unit of the
 * layer above. If that layer is wider, the surplus directions are lost and count as 0.
 */
function meanSquare({ slopes, matrix: { rows, cols, values } }: Required<Factor>): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) sum += (slopes[i]! * values[i * cols + j]!) ** 2;
  }
  return sum / cols;
}

/**
 * Below this share of the largest value, the plain decomposition's rounding affects the eighth digit of a singular
 * value.
 */
const trusted = 1e-6;

/** Singular values of one step. It uses the plain, quick decomposition if that has enough digits. */
function singularValues(factor: Required<Factor>): ArrayLike<number> & Iterable<number> {
  const { slopes, matrix } = factor;
  const active = Array.from(slopes, (_, i) => i).filter((i) => slopes[i] !== 0);
  const all = new Float64Array(Math.min(matrix.rows, matrix.cols));
  if (active.length === 0) return all;
  const size =
    Array.from(slopes).reduce((sum, d) => sum + d, 0) + matrix.values.reduce((sum, w) => sum + w, 0);
  if (!Number.isFinite(size)) return all.fill(Number.NaN);
  const step = new Matrix(active.length, matrix.cols);
  active.forEach((i, row) => {
    for (let j = 0; j < matrix.cols; j++) step.set(row, j, slopes[i]! * matrix.values[i * matrix.cols + j]!);
  });
  const { diagonal } = new SingularValueDecomposition(step, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
    autoTranspose: true,
  });
  const found = diagonal.slice(0, Math.min(active.length, matrix.cols));
  if (!(Math.min(...found) > trusted * Math.max(...found))) return productSingularValues([factor]);
  all.set(found);
  return all;
}
