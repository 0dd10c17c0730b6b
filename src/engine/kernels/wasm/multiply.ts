import { Code, i32, op, simd, v128 } from './assembler';

/** A product out `[m, n]` = A · B of matrices in memory. Strides count floats. */
export interface Product {
  readonly m: number;
  readonly k: number;
  /** Columns of B and out, padded to whole vectors of four. */
  readonly n: number;
  /** Stride from one row of A to the next, and from one column to the next. A transposed A has them swapped. */
  readonly rowStride: number;
  readonly colStride: number;
  /** Stride from one row of B to the next, and from one panel of eight columns to the next. */
  readonly rightStride: number;
  readonly panelStride: number;
  readonly outStride: number;
  readonly bias: boolean;
  /** Whether fused multiply-add is available (relaxed SIMD). */
  readonly fused: boolean;
}

/**
 * Largest number of rows of the register tile, by its number of column vectors. Its twelve sums hide the four cycles of
 * a multiply-add on two units. With a factor and the vectors of B they just fit the fifteen registers that engines
 * allocate.
 */
const tileRows: Readonly<Record<number, number>> = { 1: 12, 2: 6 };

/** Parameters of the function: addresses. */
const [out, a, b, bias] = [0, 1, 2, 3] as const;

/**
 * The function `(out, a, b, bias)` of a product. Columns are processed in panels of eight and rows in register tiles.
 * The inner product is a loop of fused multiply-adds with constant addresses.
 */
export function emitProduct(product: Product): Code {
  const code = new Code(4);
  const panels = Math.floor(product.n / 8);
  const pointers = { out: code.local(i32), b: code.local(i32), bias: code.local(i32), end: code.local(i32) };
  code.get(out).set(pointers.out).get(b).set(pointers.b).get(bias).set(pointers.bias);
  const next = () => code.advance(pointers.b, product.panelStride * 4).advance(pointers.bias, 32);
  if (panels > 0) {
    code
      .get(out)
      .constant(panels * 32)
      .put(op.i32Add)
      .set(pointers.end);
    code.loop(pointers.out, pointers.end, 32, () => {
      emitPanel(code, product, pointers, 2);
      next();
    });
  }
  if (product.n % 8) emitPanel(code, product, pointers, 1);
  return code;
}

/** Splits m rows into tiles of nearly equal height, none above `most`. */
function tiles(m: number, most: number): { rows: number; count: number }[] {
  const count = Math.ceil(m / most);
  const small = Math.floor(m / count);
  const large = m - small * count;
  const cut = [
    { rows: small + 1, count: large },
    { rows: small, count: count - large },
  ];
  return cut.filter((tile) => tile.count > 0);
}

interface Pointers {
  readonly out: number;
  readonly b: number;
  readonly bias: number;
}

/** All rows of one panel of `vectors` × 4 columns. */
function emitPanel(code: Code, product: Product, pointers: Pointers, vectors: number): void {
  const left = code.local(i32);
  const target = code.local(i32);
  const end = code.local(i32);
  code.get(a).set(left).get(pointers.out).set(target);
  for (const { rows, count } of tiles(product.m, tileRows[vectors]!)) {
    const step = rows * product.outStride * 4;
    code
      .get(target)
      .constant(count * step)
      .put(op.i32Add)
      .set(end);
    code.loop(target, end, step, () => {
      emitTile(code, product, pointers, { rows, vectors, left, target });
      code.advance(left, rows * product.rowStride * 4);
    });
  }
}

/** One register tile: `rows` × `vectors` accumulators over the whole inner product. */
function emitTile(
  code: Code,
  product: Product,
  pointers: Pointers,
  { rows, vectors, left, target }: { rows: number; vectors: number; left: number; target: number },
): void {
  const { k, rowStride, colStride, rightStride, outStride, fused } = product;
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const sums = range(rows * vectors).map(() => code.local(v128));
  const right = range(vectors).map(() => code.local(v128));
  const factor = code.local(v128);
  const pa = code.local(i32);
  const pb = code.local(i32);
  const end = code.local(i32);
  for (const i of range(rows))
    for (const v of range(vectors)) {
      if (product.bias) code.get(pointers.bias).memory(simd.load, v * 16);
      else code.splat(0);
      code.set(sums[i * vectors + v]!);
    }
  code.get(left).set(pa).get(pointers.b).set(pb);
  code
    .get(pb)
    .constant(k * rightStride * 4)
    .put(op.i32Add)
    .set(end);
  code.tightLoop(pb, end, rightStride * 4, () => {
    for (const v of range(vectors))
      code
        .get(pb)
        .memory(simd.load, v * 16)
        .set(right[v]!);
    for (const i of range(rows)) {
      code
        .get(pa)
        .memory(simd.load32Splat, i * rowStride * 4)
        .set(factor);
      for (const v of range(vectors)) {
        const sum = sums[i * vectors + v]!;
        if (fused) code.get(factor).get(right[v]!).get(sum).simd(simd.relaxedMadd);
        else code.get(factor).get(right[v]!).simd(simd.f32x4Mul).get(sum).simd(simd.f32x4Add);
        code.set(sum);
      }
    }
    code.advance(pa, colStride * 4);
  });
  for (const i of range(rows))
    for (const v of range(vectors)) {
      code
        .get(target)
        .get(sums[i * vectors + v]!)
        .memory(simd.store, (i * outStride + v * 4) * 4);
    }
}

/** A copy of B in panels of eight columns, `[panels][k][8]`. The product reads it sequentially. */
export interface Packing {
  /** Rows and padded columns of the matrix in memory, and the floats from one row to the next. */
  readonly rows: number;
  readonly cols: number;
  readonly stride: number;
  /** Whether B is the transpose of the matrix in memory. */
  readonly transposed: boolean;
  /** Floats of one panel. */
  readonly panelStride: number;
}

/** The function `(to, from)` that packs B. */
export function emitPacking({ rows, cols, stride, transposed, panelStride }: Packing): Code {
  const code = new Code(2);
  const [to, from] = [0, 1];
  const [source, target, end, outerEnd] = [
    code.local(i32),
    code.local(i32),
    code.local(i32),
    code.local(i32),
  ];
  const panels = Math.ceil((transposed ? rows : cols) / 8);
  code
    .get(to)
    .constant(panels * panelStride * 4)
    .put(op.i32Add)
    .set(outerEnd);
  const panel = (perRound: number, rounds: number, sourceStep: number, copy: () => void) => {
    code.get(from).set(source).get(to).set(target);
    code
      .get(target)
      .constant(rounds * perRound)
      .put(op.i32Add)
      .set(end);
    code.loop(target, end, perRound, () => {
      copy();
      code.advance(source, sourceStep);
    });
  };
  code.loop(to, outerEnd, panelStride * 4, () => {
    if (transposed) {
      panel(128, Math.ceil(cols / 4), 16, () => emitTranspose(code, source, target, stride));
      code.advance(from, 8 * stride * 4);
    } else {
      panel(32, rows, stride * 4, () => {
        for (const offset of [0, 16])
          code.get(target).get(source).memory(simd.load, offset).memory(simd.store, offset);
      });
      code.advance(from, 32);
    }
  });
  return code;
}

/** Transposes four columns of eight rows at `source` to four rows of eight at `target`. */
function emitTranspose(code: Code, source: number, target: number, stride: number): void {
  for (const half of [0, 1]) {
    const rows = [0, 1, 2, 3].map((i) => {
      const row = code.local(v128);
      code
        .get(source)
        .memory(simd.load, (half * 4 + i) * stride * 4)
        .set(row);
      return row;
    });
    const mix = (x: number, y: number, lanes: number[]) => {
      const mixed = code.local(v128);
      code.get(x).get(y).shuffle(lanes).set(mixed);
      return mixed;
    };
    const [r0, r1, r2, r3] = rows as [number, number, number, number];
    const low = [mix(r0, r1, [0, 4, 1, 5]), mix(r2, r3, [0, 4, 1, 5])] as const;
    const high = [mix(r0, r1, [2, 6, 3, 7]), mix(r2, r3, [2, 6, 3, 7])] as const;
    const columns = [
      mix(low[0], low[1], [0, 1, 4, 5]),
      mix(low[0], low[1], [2, 3, 6, 7]),
      mix(high[0], high[1], [0, 1, 4, 5]),
      mix(high[0], high[1], [2, 3, 6, 7]),
    ];
    for (const [i, column] of columns.entries())
      code
        .get(target)
        .get(column)
        .memory(simd.store, i * 32 + half * 16);
  }
}
