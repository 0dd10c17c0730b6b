import { Problem, say } from '../base/problem';
import { type DataSet, type DataSpec, dataSets } from '../data/sets';
import type { ExperimentSpec } from './experiment';

export type Task = 'classification' | 'regression';

/** The task of the data, if the spec alone determines it. The user's own data with task `auto` must be read first. */
export function taskOf(data: DataSpec): Task | undefined {
  const { task }: DataSet = dataSets[data.kind];
  if (task !== 'either') return task;
  if (data.kind === 'inline') return data.targets ? 'regression' : 'classification';
  return (data.kind === 'csv' || data.kind === 'table') && data.task !== 'auto' ? data.task : undefined;
}

/** @throws Problem if the loss or the label noise does not fit the data's task */
export function checkTask({ data, training }: ExperimentSpec, task: Task | undefined): void {
  if (task !== 'regression') return;
  const { title } = dataSets[data.kind];
  if (training.loss === 'crossEntropy') {
    throw new Problem('mismatch', {
      field: 'training.loss',
      found: say(
        `cross-entropy with the regression data “${title.en}”`,
        `回归数据“${title['zh-CN']}”配上了交叉熵`,
      ),
      allowed: say('mean squared error', '均方误差'),
    });
  }
  if (data.labelNoise > 0) {
    throw new Problem('mismatch', {
      field: 'data.labelNoise',
      found: say(
        `${data.labelNoise} with the regression data “${title.en}”`,
        `回归数据“${title['zh-CN']}”配上了 ${data.labelNoise}`,
      ),
      allowed: '0',
    });
  }
}
