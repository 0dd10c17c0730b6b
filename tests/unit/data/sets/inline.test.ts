import { describe, expect, test } from 'vitest';
import { buildDataset } from '../../../../src/data/build';
import { experiment, problemOf } from '../../schema/experiments';
import { specOf } from '../datasets';

describe('inline', () => {
  const told = (fields: Readonly<Record<string, unknown>>) =>
    problemOf(() => buildDataset(experiment({ data: { kind: 'inline', ...fields } }))).message;

  test('keeps file order and holds nothing back', () => {
    const { train, test } = buildDataset(specOf('inline'));
    expect([...train.inputs]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...train.labels]).toEqual([0, 1, 1]);
    expect(test.count).toBe(0);
  });

  test('takes targets for a regression', () => {
    const data = {
      kind: 'inline',
      inputs: [[1], [2]],
      targets: [
        [1, 2],
        [3, 4],
      ],
    };
    const { train, outcomeNames } = buildDataset(
      experiment({ data, training: { loss: 'meanSquaredError' } }),
    );
    expect([...train.targets]).toEqual([1, 2, 3, 4]);
    expect(outcomeNames).toEqual(['y1', 'y2']);
  });

  test.each([
    [
      { inputs: [[1], [2]] },
      'data: neither labels nor targets; use labels (classification) or targets (regression).',
    ],
    [
      { inputs: [[1], [2, 3]], labels: [0, 1] },
      'data.inputs.1: 2 numbers; use 1 numbers, as in the first row.',
    ],
    [{ inputs: [[1], [2]], labels: [0] }, 'data.labels: 1 for 2 inputs; use one for each input.'],
    [{ inputs: [[1], [2]], labels: [1, 1] }, 'data.labels: found one class only; use at least 2 classes.'],
  ])('%j is refused', (fields, message) => {
    expect(told(fields)).toBe(message);
  });
});
