import { Problem, say } from '../../base/problem';
import type { Samples } from './dataset';

/** Numbers that an experiment file gives. */
export interface InlineFields {
  readonly inputs: readonly (readonly number[])[];
  readonly labels?: readonly number[] | undefined;
  readonly targets?: readonly (readonly number[])[] | undefined;
}

/**
 * The samples of numbers in an experiment file.
 * @throws Problem naming the field
 */
export function inlineSamples({ inputs, labels, targets }: InlineFields): Samples {
  const features = inputs[0]!.length;
  sameLength('data.inputs', inputs, features);
  if ((labels === undefined) === (targets === undefined)) {
    throw new Problem('mismatch', {
      field: 'data',
      found: labels
        ? say('both labels and targets', '标签与目标值同时给出')
        : say('neither labels nor targets', '标签与目标值都没有'),
      allowed: say('labels (classification) or targets (regression)', '标签（分类）或目标值（回归）'),
    });
  }
  const given = labels ?? targets!;
  if (given.length !== inputs.length) {
    throw new Problem('mismatch', {
      field: labels ? 'data.labels' : 'data.targets',
      found: say(
        `${given.length} for ${inputs.length} inputs`,
        `${inputs.length} 个输入有 ${given.length} 个`,
      ),
      allowed: say('one for each input', '每个输入一个'),
    });
  }
  const common = {
    inputs: Float64Array.from(inputs.flat()),
    features,
    featureNames: Array.from({ length: features }, (_, i) => `x${i + 1}`),
  };
  if (targets) {
    const width = targets[0]!.length;
    sameLength('data.targets', targets, width);
    const targetNames = Array.from({ length: width }, (_, i) => `y${i + 1}`);
    return {
      ...common,
      outcome: { task: 'regression', targets: Float64Array.from(targets.flat()), targetNames },
    };
  }
  const classes = labels!.reduce((a, b) => Math.max(a, b), 0) + 1;
  if (new Set(labels).size < 2) {
    throw new Problem('tooSmall', {
      field: 'data.labels',
      found: say('one class only', '只有一个类别'),
      allowed: say('2 classes', '2 个类别'),
    });
  }
  const classNames = Array.from({ length: classes }, (_, i) => String(i));
  return { ...common, outcome: { task: 'classification', labels: Int32Array.from(labels!), classNames } };
}

function sameLength(field: string, list: readonly (readonly number[])[], length: number): void {
  const wrong = list.findIndex((row) => row.length !== length);
  if (wrong >= 0) {
    throw new Problem('mismatch', {
      field: `${field}.${wrong}`,
      found: say(`${list[wrong]!.length} numbers`, `${list[wrong]!.length} 个数`),
      allowed: say(`${length} numbers, as in the first row`, `${length} 个数，与第一行一致`),
    });
  }
}
