/** The memory layout of a factor. Element (i, k) of the left or (k, j) of the right factor is at i·row + k·col. */
export interface Factor {
  readonly data: Float32Array;
  readonly rowStep: number;
  readonly colStep: number;
}

/**
 * out `[rows, cols]` = a `[rows, inner]` · b `[inner, cols]` + bias, summed in float64. It computes sixteen sums at a
 * time, so that each loaded number is used four times.
 */
export function multiply(
  out: Float32Array,
  rows: number,
  cols: number,
  inner: number,
  a: Factor,
  b: Factor,
  bias: Float32Array | undefined,
): void {
  const { data: left, rowStep: aRow, colStep: aCol } = a;
  const { data: right, rowStep: bRow, colStep: bCol } = b;
  const fullRows = rows - (rows % 4);
  const fullCols = cols - (cols % 4);
  const single = (i: number, j: number) => {
    let sum = bias ? bias[j]! : 0;
    for (let k = 0; k < inner; k++) sum += left[i * aRow + k * aCol]! * right[k * bRow + j * bCol]!;
    out[i * cols + j] = sum;
  };
  for (let i = 0; i < fullRows; i += 4) {
    for (let j = 0; j < fullCols; j += 4) {
      tile(out, i * cols + j, cols, inner, left, i * aRow, aRow, aCol, right, j * bCol, bRow, bCol, bias, j);
    }
    for (let j = fullCols; j < cols; j++) for (let k = 0; k < 4; k++) single(i + k, j);
  }
  for (let i = fullRows; i < rows; i++) for (let j = 0; j < cols; j++) single(i, j);
}

/** Computes a tile of four rows and four columns. Its first column is column `j` of the matrix. */
function tile(
  out: Float32Array,
  to: number,
  cols: number,
  inner: number,
  left: Float32Array,
  a: number,
  aRow: number,
  aCol: number,
  right: Float32Array,
  b: number,
  bRow: number,
  bCol: number,
  bias: Float32Array | undefined,
  j: number,
): void {
  let s00 = bias ? bias[j]! : 0;
  let s01 = bias ? bias[j + 1]! : 0;
  let s02 = bias ? bias[j + 2]! : 0;
  let s03 = bias ? bias[j + 3]! : 0;
  let [s10, s11, s12, s13] = [s00, s01, s02, s03];
  let [s20, s21, s22, s23] = [s00, s01, s02, s03];
  let [s30, s31, s32, s33] = [s00, s01, s02, s03];
  for (let k = 0, p = a, q = b; k < inner; k++, p += aCol, q += bRow) {
    const a0 = left[p]!;
    const a1 = left[p + aRow]!;
    const a2 = left[p + 2 * aRow]!;
    const a3 = left[p + 3 * aRow]!;
    const b0 = right[q]!;
    const b1 = right[q + bCol]!;
    const b2 = right[q + 2 * bCol]!;
    const b3 = right[q + 3 * bCol]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  out[to] = s00;
  out[to + 1] = s01;
  out[to + 2] = s02;
  out[to + 3] = s03;
  out[to + cols] = s10;
  out[to + cols + 1] = s11;
  out[to + cols + 2] = s12;
  out[to + cols + 3] = s13;
  out[to + 2 * cols] = s20;
  out[to + 2 * cols + 1] = s21;
  out[to + 2 * cols + 2] = s22;
  out[to + 2 * cols + 3] = s23;
  out[to + 3 * cols] = s30;
  out[to + 3 * cols + 1] = s31;
  out[to + 3 * cols + 2] = s32;
  out[to + 3 * cols + 3] = s33;
}
