import { Problem, say } from '../../base/problem';
import type { Dataset } from '../../data/build';
import { freshInputs } from '../../data/fresh';
import { checkLabelBudget } from '../../data/labelBudget';
import { dataSets } from '../../data/sets';
import type { Distillation } from '../../schema/distillation';

/** The training samples of the students. Rows with a label come first. */
export interface TransferSet {
  /** Number of rows with a label. */
  readonly labelled: number;
  readonly rows: number;
  /** `[rows, features]` */
  readonly inputs: Float64Array;
  /** One-hot `[rows, classes]`; zeros if there is no label. */
  readonly targets: Float64Array;
  /** The given labels and the true labels of the labelled rows. */
  readonly labels: Int32Array;
  readonly trueLabels: Int32Array;
}

/**
 * Builds the training samples as the file's `transfer` describes them. It may leave out a class, keep labels for only a
 * few samples of each class, and add inputs without labels.
 * @throws Problem if it asks for a class, labels or inputs that the data lack
 */
export function buildTransferSet({ student, transfer }: Distillation, data: Dataset): TransferSet {
  const { withoutClass, labelsPerClass, unlabelled } = transfer;
  const { train, features, outcomeNames } = data;
  const classes = outcomeNames.length;
  if (withoutClass !== null && withoutClass >= classes) {
    throw new Problem('wrongKind', {
      field: 'transfer.withoutClass',
      found: String(withoutClass),
      allowed: `0–${classes - 1}`,
    });
  }
  const fresh = unlabelled > 0 ? freshInputs(student, unlabelled) : undefined;
  if (unlabelled > 0 && !fresh) {
    const { title } = dataSets[student.data.kind];
    throw new Problem('mismatch', {
      field: 'transfer.unlabelled',
      found: say(
        `${unlabelled} further inputs of “${title.en}”, which has only so many`,
        `“${title['zh-CN']}”数量有限，无法再抽取 ${unlabelled} 个输入`,
      ),
      allowed: '0',
    });
  }
  // This uses the true class, not a wrong label.
  const present = [...train.trueLabels.keys()].filter((row) => train.trueLabels[row] !== withoutClass);
  if (present.length === 0) {
    throw new Problem('tooSmall', {
      field: 'transfer.withoutClass',
      found: say('no training sample left', '没有剩下训练样本'),
      allowed: say('1 sample', '1 个样本'),
    });
  }
  if (labelsPerClass !== null) {
    const labels = Int32Array.from(present, (row) => train.labels[row]!);
    const left = outcomeNames
      .map((name, index) => ({ index, name }))
      .filter(({ index }) => index !== withoutClass);
    checkLabelBudget('transfer.labelsPerClass', labelsPerClass, labels, left);
  }
  const kept: number[] = [];
  const without: number[] = [];
  const seen = new Int32Array(classes);
  for (const row of present) {
    const label = train.labels[row]!;
    const enough = labelsPerClass !== null && seen[label]! >= labelsPerClass;
    (enough ? without : kept).push(row);
    seen[label]!++;
  }
  const own = [...kept, ...without];
  const rows = own.length + (fresh ? unlabelled : 0);
  const inputs = new Float64Array(rows * features);
  const targets = new Float64Array(rows * classes);
  own.forEach((row, i) => {
    inputs.set(train.inputs.subarray(row * features, (row + 1) * features), i * features);
  });
  if (fresh) inputs.set(fresh.inputs, own.length * features);
  kept.forEach((row, i) => {
    targets[i * classes + train.labels[row]!] = 1;
  });
  return {
    labelled: kept.length,
    rows,
    inputs,
    targets,
    labels: Int32Array.from(kept, (row) => train.labels[row]!),
    trueLabels: Int32Array.from(kept, (row) => train.trueLabels[row]!),
  };
}
