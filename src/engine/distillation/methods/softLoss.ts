import type { Objective } from '../../objective';
import { divergence, softened } from './soften';

/** The targets of a student: `[rows, classes]` and `[rows]`. */
export interface SoftTargets {
  /** The teacher's softmax(t / T). */
  readonly soft: Float64Array;
  readonly labelled: Float64Array;
  readonly classes: number;
}

/**
 * `hard · CE(y, s) + soft · T² · KL(softmax(t/T) ‖ softmax(s/T))`, both means over the batch. A sample without a label
 * has no hard term (Hinton et al. 2015, section 2). The gradient at logits z is `hard · (p − y) + soft · T · (p_T −
 * q_T)`, divided by the batch size.
 */
export function softLoss(
  { soft, labelled, classes }: SoftTargets,
  shares: { readonly hard: number; readonly soft: number; readonly temperature: number },
): Objective {
  const { hard, temperature } = shares;
  const square = shares.soft * temperature * temperature;
  return {
    columns: {
      soft: { cols: classes, values: soft },
      labelled: { cols: 1, values: labelled },
    },
    prepare(kernels, { outputs, targets, signal, result, slot, columns }) {
      const rows = outputs.rows;
      const plain = softened(kernels, outputs, 1);
      const warm = softened(kernels, outputs, temperature);
      const given = [targets, columns.labelled!, columns.soft!];
      const folded = [...plain.inputs, ...warm.inputs.slice(1), ...given];
      return {
        scratch: [...plain.scratch, ...warm.scratch],
        run() {
          plain.fold();
          warm.fold();
          kernels.map(
            [signal],
            (m, z, top, sum, warmTop, warmSum, y, known, q) => {
              const p = plain.probability(m, z!, top!, sum!);
              const pT = warm.probability(m, z!, warmTop!, warmSum!);
              const fromLabels = m.mul(m.sub(m.mul(p, known!), y!), hard / rows);
              return [m.add(fromLabels, m.mul(m.sub(pT, q!), square / temperature / rows))];
            },
            folded,
          );
          kernels.measure(
            result,
            slot,
            'sum',
            (m, z, top, sum, warmTop, warmSum, y, _known, q) => {
              const fromLabels = m.mul(m.mul(y!, plain.logProbability(m, z, top!, sum!)), -hard / rows);
              const logP = warm.logProbability(m, z, warmTop!, warmSum!);
              return m.add(fromLabels, m.mul(divergence(m, q!, logP), square / rows));
            },
            folded,
          );
        },
      };
    },
  };
}
