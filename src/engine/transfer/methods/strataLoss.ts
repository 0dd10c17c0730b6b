import { divergence, softened } from '../../distillation/methods/soften';
import type { Kernels, Matrix } from '../../kernels/kernels';
import type { ObjectiveIO, PreparedObjective } from '../../objective';

/** The weights of the strata in the loss. Each stratum adds its weight times the mean over its rows. */
export interface StrataWeights {
  /**
   * The weights of the cross-entropy against the targets. A 0 in the optional column `known` leaves out a row; its
   * target must be all zeros.
   */
  readonly hard: readonly number[];
  /** The weights of T² · KL against the column `soft`. */
  readonly soft?: { readonly weights: readonly number[]; readonly temperature: number };
}

/** Creates a column `[batch, 1]` with one number per row, which depends on the row's stratum. */
export const byStratum = (
  kernels: Kernels,
  strata: readonly number[],
  value: (stratum: number, rows: number) => number,
): Matrix =>
  kernels.matrix(
    strata.reduce((total, rows) => total + rows, 0),
    1,
    strata.flatMap((rows, stratum) => new Array<number>(rows).fill(value(stratum, rows))),
  );

/**
 * Prepares the loss on the network's outputs with one weight per stratum. A run writes the signal to `signal` and the
 * loss to `into.result[into.slot]`. The signal of a row in a stratum of n rows is
 * `hard (known · p − y) / n + soft · T (p_T − q) / n`.
 */
export function strataLoss(
  kernels: Kernels,
  { outputs, targets, signal, columns, strata }: ObjectiveIO,
  { hard, soft }: StrataWeights,
  into: { readonly result: Matrix; readonly slot: number },
): PreparedObjective {
  const perRow = (weights: readonly number[], factor = 1) =>
    byStratum(kernels, strata, (k, rows) => (factor * weights[k]!) / rows);
  const one = softened(kernels, outputs, 1);
  const hardWeights = perRow(hard);
  const known = columns.known ?? kernels.matrix(1, 1, [1]);
  const common = [...one.inputs, targets, hardWeights, known];
  const scratch = [...one.scratch, hardWeights, ...(columns.known ? [] : [known])];
  if (!soft) {
    return {
      scratch,
      run() {
        one.fold();
        kernels.map(
          [signal],
          (m, z, top, sum, y, h, k) => [m.mul(m.sub(m.mul(one.probability(m, z!, top!, sum!), k!), y!), h!)],
          common,
        );
        kernels.measure(
          into.result,
          into.slot,
          'sum',
          (m, z, top, sum, y, h) => m.neg(m.mul(m.mul(y!, one.logProbability(m, z, top!, sum!)), h!)),
          common,
        );
      },
    };
  }
  const { temperature } = soft;
  const warm = softened(kernels, outputs, temperature);
  const softWeights = perRow(soft.weights, temperature ** 2);
  const inputs = [...common, ...warm.inputs.slice(1), columns.soft!, softWeights];
  return {
    scratch: [...scratch, ...warm.scratch, softWeights],
    run() {
      one.fold();
      warm.fold();
      kernels.map(
        [signal],
        (m, z, top, sum, y, h, k, warmTop, warmSum, q, s) => {
          const fromLabels = m.mul(m.sub(m.mul(one.probability(m, z!, top!, sum!), k!), y!), h!);
          const fromTeacher = m.sub(warm.probability(m, z!, warmTop!, warmSum!), q!);
          return [m.add(fromLabels, m.mul(fromTeacher, m.div(s!, temperature)))];
        },
        inputs,
      );
      kernels.measure(
        into.result,
        into.slot,
        'sum',
        (m, z, top, sum, y, h, _k, warmTop, warmSum, q, s) => {
          const fromLabels = m.mul(m.mul(y!, one.logProbability(m, z, top!, sum!)), h!);
          const fromTeacher = divergence(m, q!, warm.logProbability(m, z, warmTop!, warmSum!));
          return m.sub(m.mul(fromTeacher, s!), fromLabels);
        },
        inputs,
      );
    },
  };
}

/** Sums the numbers `parts [1, n]` on the device and writes the sum as the loss. */
export const sumInto = (kernels: Kernels, { result, slot }: ObjectiveIO, parts: Matrix): void =>
  kernels.measure(result, slot, 'sum', (_m, part) => part, [parts]);
