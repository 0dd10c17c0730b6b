/** Each column's mean and standard deviation. */
export type Scale = readonly (readonly [mean: number, deviation: number])[];

/** The mean and standard deviation of each column of a matrix `[n, features]` over the given rows; by default over all. */
export function scaleOf(inputs: Float64Array, features: number, rows?: Int32Array): Scale {
  const chosen = rows ?? Int32Array.from({ length: inputs.length / features }, (_, row) => row);
  return Array.from({ length: features }, (_, j) =>
    moments(Float64Array.from(chosen, (row) => inputs[row * features + j]!)),
  );
}

/** Shifts and scales columns to mean 0 and standard deviation 1 over the rows that the scale was computed from. */
export const standardized = (inputs: Float64Array, scale: Scale): Float64Array =>
  inputs.map((value, k) => {
    const [mean, deviation] = scale[k % scale.length]!;
    return (value - mean) / deviation;
  });

/** Mean and standard deviation; a constant column keeps its scale. */
function moments(column: Float64Array): readonly [mean: number, deviation: number] {
  const first = column[0]!;
  if (column.every((value) => value === first)) return [first, 1];
  const mean = column.reduce((sum, value) => sum + value / column.length, 0);
  // Values are divided by the largest deviation first, so that squares neither underflow nor overflow.
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  const variance = column.reduce((sum, value) => sum + ((value - mean) / largest) ** 2 / column.length, 0);
  return [mean, largest * Math.sqrt(variance)];
}
