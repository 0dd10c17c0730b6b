import { z } from 'zod';
import { Problem } from '../../spec/problem';
import { defineDataSet } from './dataset';

const rows = z.array(z.array(z.number()).min(1).max(4096)).min(1);

/** Numbers written in the experiment file itself. */
export const inline = defineDataSet({
  title: { en: 'Given in the file', 'zh-CN': '文件给定' },
  summary: {
    en: 'Inputs with labels or targets, written in the experiment file.',
    'zh-CN': '输入及其标签或目标值，直接写在实验文件中。',
  },
  formula: '(x_i, y_i)',
  task: 'either',
  plane: 0,
  params: {
    inputs: rows,
    labels: z.array(z.int().min(0).max(99)).min(1).optional(),
    targets: rows.optional(),
    testFraction: z.number().min(0).max(0.9).default(0),
  },
  samples: ({ inputs, labels, targets }) => {
    const features = inputs[0]!.length;
    sameLength('data.inputs', inputs, features);
    if ((labels === undefined) === (targets === undefined)) {
      throw new Problem('mismatch', {
        field: 'data',
        found: labels ? 'both labels and targets' : 'neither labels nor targets',
        allowed: 'labels (classification) or targets (regression)',
      });
    }
    const given = labels ?? targets!;
    if (given.length !== inputs.length) {
      throw new Problem('mismatch', {
        field: labels ? 'data.labels' : 'data.targets',
        found: `${given.length} for ${inputs.length} inputs`,
        allowed: 'one for each input',
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
    const classes = Math.max(...labels!) + 1;
    if (new Set(labels).size < 2) {
      throw new Problem('tooSmall', { field: 'data.labels', found: 'one class only', allowed: '2 classes' });
    }
    const classNames = Array.from({ length: classes }, (_, i) => String(i));
    return { ...common, outcome: { task: 'classification', labels: Int32Array.from(labels!), classNames } };
  },
});

function sameLength(field: string, list: readonly (readonly number[])[], length: number): void {
  const wrong = list.findIndex((row) => row.length !== length);
  if (wrong >= 0) {
    throw new Problem('mismatch', {
      field: `${field}.${wrong}`,
      found: `${list[wrong]!.length} numbers`,
      allowed: `${length}, as in the first row`,
    });
  }
}
