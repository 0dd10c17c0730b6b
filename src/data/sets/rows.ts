import type { Samples } from './dataset';

/** Some samples, in the order of `rows`. */
export function takeRows(samples: Samples, rows: ArrayLike<number>): Samples {
  const { inputs, features, points, testRows, outcome } = samples;
  const count = inputs.length / features;
  const chosen = Array.from(rows);
  const pick = (matrix: Float64Array) => {
    const columns = matrix.length / count;
    const out = new Float64Array(chosen.length * columns);
    chosen.forEach((row, i) => {
      out.set(matrix.subarray(row * columns, (row + 1) * columns), i * columns);
    });
    return out;
  };
  return {
    ...samples,
    inputs: pick(inputs),
    ...(points ? { points: pick(points) } : {}),
    ...(testRows ? { testRows: Uint8Array.from(chosen, (row) => testRows[row]!) } : {}),
    outcome:
      outcome.task === 'classification'
        ? { ...outcome, labels: Int32Array.from(chosen, (row) => outcome.labels[row]!) }
        : { ...outcome, targets: pick(outcome.targets) },
  };
}
