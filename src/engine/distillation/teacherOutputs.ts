import type { Random } from '../../random/random';
import type { TeacherOutputsOption } from '../../schema/distillation';
import { hiddenLayers } from '../../schema/experiment';
import { argmax } from '../numeric/argmax';
import type { Trainer } from '../trainer';
import type { TransferSet } from './transferSet';

/** A teacher's outputs on the transfer set. */
export interface TeacherOutputs {
  /** `[rows, classes]` */
  readonly logits: Float64Array;
  /** Outputs of hidden layers, counted from 0, `[rows, units]`. */
  readonly hidden: ReadonlyMap<number, Float64Array>;
}

/** Records a network’s outputs. @param layers the hidden layers whose outputs are recorded too */
export async function recordOutputs(
  trainer: Trainer,
  inputs: Float64Array,
  layers: readonly number[],
): Promise<TeacherOutputs> {
  const last = hiddenLayers(trainer.spec.network).length;
  const outputs = await trainer.predictLayers(inputs, [...layers, last]);
  return { logits: outputs.at(-1)!, hidden: new Map(layers.map((layer, i) => [layer, outputs[i]!])) };
}

/** The outputs of a wrong teacher. They are shuffled among the samples of each class, or among all samples. */
export function shuffleOutputs(
  { logits, hidden }: TeacherOutputs,
  outputs: TeacherOutputsOption,
  { set, classes, random }: { readonly set: TransferSet; readonly classes: number; readonly random: Random },
): TeacherOutputs {
  if (outputs === 'asTaught') return { logits, hidden };
  const from = new Int32Array(set.rows);
  // Labelled and unlabelled samples are shuffled separately. A student without the unlabelled ones then sees the same
  // outputs.
  for (const [start, end] of [
    [0, set.labelled],
    [set.labelled, set.rows],
  ] as const) {
    const groups = new Map<number, number[]>();
    for (let row = start; row < end; row++) {
      const own = row < set.labelled ? set.labels[row]! : argmax(logits, row, classes);
      const group = outputs === 'shuffled' ? 0 : own;
      groups.set(group, [...(groups.get(group) ?? []), row]);
    }
    for (const rows of groups.values()) {
      const order = random.permutation(rows.length);
      rows.forEach((row, i) => {
        from[row] = rows[order[i]!]!;
      });
    }
  }
  const shuffled = (values: Float64Array) => {
    const cols = values.length / set.rows;
    const out = new Float64Array(values.length);
    from.forEach((source, row) => {
      out.set(values.subarray(source * cols, (source + 1) * cols), row * cols);
    });
    return out;
  };
  return {
    logits: shuffled(logits),
    hidden: new Map([...hidden].map(([layer, values]) => [layer, shuffled(values)])),
  };
}
