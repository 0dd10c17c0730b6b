import type { Fold, Measure } from '../kernels';
import { Code, i32, op, simd, v128 } from './assembler';
import { Emitter, type Graph, type Reach, type Vector } from './vectors';

/** One pass over `[rows, cols]`: what is computed at each place, and where it goes. Inputs and outputs are numbered addresses. */
export interface Sweep {
  readonly rows: number;
  readonly cols: number;
  readonly graph: Graph;
  /** Whole matrices written. */
  readonly stores: readonly { readonly vector: Vector; readonly output: number }[];
  readonly folds: readonly Folding[];
}

/** A fold of one vector: over all places into one number, over rows into a column, or over columns into a row. */
export type Folding =
  | { readonly over: 'all'; readonly kind: Measure; readonly vector: Vector; readonly output: number }
  | { readonly over: 'rows'; readonly kind: Fold; readonly vector: Vector; readonly output: number }
  | {
      readonly over: 'columns';
      readonly kind: Exclude<Fold, 'argmax'>;
      readonly vector: Vector;
      readonly output: number;
    };

/** Columns of a matrix in memory: rows start at whole vectors. */
export const padded = (cols: number): number => Math.ceil(cols / 4) * 4;

/**
 * Norms sum squares of the numbers scaled up and scaled down, so that from 1e-36 to 1e33 one of the two sums has
 * neither lost small squares nor overflowed. Above `limit` the one scaled down holds.
 */
const norm = { up: 2 ** 64, down: 2 ** -46, limit: 2 ** 120 } as const;

/** Vectors that a sum in float32 may take before it goes on in float64. */
const runLength = 64;

/**
 * The function of a sweep; its parameters are the addresses. It walks row by row, in one stretch where nothing is
 * repeated along a row, or column by column where columns are folded, so that sums stay in registers.
 */
export function emitSweep(sweep: Sweep, addresses: number): Code {
  return new SweepEmitter(sweep, addresses).emit();
}

/** Accumulators of one fold. */
interface Sums {
  readonly folding: Folding;
  /** In the inner loop, float32. */
  readonly quick: readonly number[];
  /** Over the whole sweep: float64, two for each quick one, where a fold over all runs on; else none. */
  readonly long: readonly number[];
}

class SweepEmitter {
  private readonly code: Code;
  private readonly emitter: Emitter;
  private readonly stride: number;
  private readonly byColumn: boolean;
  private readonly flat: boolean;
  private readonly sums: Sums[];
  private readonly at: number;
  private readonly row: number;
  private readonly col: number;
  private readonly lanes: number;

  constructor(
    private readonly sweep: Sweep,
    addresses: number,
  ) {
    const { rows, cols, graph, folds } = sweep;
    this.code = new Code(addresses);
    this.stride = padded(cols);
    this.byColumn = folds.some((f) => f.over === 'columns' || (f.over === 'all' && f.kind === 'zeroColumns'));
    const reaches = new Set(graph.nodes.flatMap((node) => (node.kind === 'load' ? [node.reach] : [])));
    const byRow = reaches.has('column') || reaches.has('row') || folds.some((f) => f.over === 'rows');
    this.flat = !this.byColumn && !(byRow && rows > 1) && (cols % 4 === 0 || folds.length === 0);
    this.at = this.code.local(i32);
    this.row = this.code.local(i32);
    this.col = this.code.local(i32);
    this.lanes = this.code.local(v128);
    const outer: Reach = this.byColumn ? 'row' : 'column';
    const level = (reach: Reach) => (reach === 'scalar' ? 0 : reach === outer && !this.flat ? 1 : 2);
    this.emitter = new Emitter(
      this.code,
      graph,
      level,
      (input, reach) => this.load(input, reach),
      () => this.code.get(this.lanes),
    );
    const local = () => this.code.local(v128);
    this.sums = folds.map((folding) => ({
      folding,
      quick: Array.from({ length: quickSums(folding) }, local),
      long: Array.from({ length: folding.over === 'all' ? quickSums(folding) : 0 }, local),
    }));
  }

  emit(): Code {
    const { code, sums, sweep, stride } = this;
    for (const { long } of sums) for (const local of long) code.splat(0).set(local);
    this.emitter.prepare(this.roots, 0);
    if (this.flat) this.emitFlat((sweep.rows * stride) / 4);
    else if (this.byColumn) this.emitByColumn();
    else this.emitByRow();
    for (const sum of sums) if (sum.folding.over === 'all') this.finish(sum);
    return code;
  }

  private get roots(): Vector[] {
    return [...this.sweep.stores, ...this.sweep.folds].map(({ vector }) => vector);
  }

  private load(input: number, reach: Reach): void {
    const { code } = this;
    code.get(input);
    const offset = { full: this.at, row: this.col, column: this.row, scalar: undefined }[reach];
    if (offset !== undefined) code.get(offset).put(op.i32Add);
    code.memory(reach === 'column' || reach === 'scalar' ? simd.load32Splat : simd.load, 0);
  }

  /** In stretches of `runLength` vectors, between which sums move on to float64. */
  private emitFlat(vectors: number): void {
    const { code, at, col } = this;
    const end = code.local(i32);
    code.constant(0).set(at);
    const stretch = (length: number) => {
      this.open();
      code
        .get(at)
        .constant(length * 16)
        .put(op.i32Add)
        .set(end);
      code.loop(at, end, 16, () => {
        code.get(at).set(col);
        this.body();
      });
      this.close();
    };
    if (this.sums.length === 0) {
      stretch(vectors);
      return;
    }
    const rounds = Math.floor(vectors / runLength);
    if (rounds > 0) {
      const last = code.local(i32);
      code.constant(rounds * runLength * 16).set(last);
      // The stretch itself moves `at` on.
      code.loop(at, last, 0, () => stretch(runLength));
    }
    if (vectors % runLength) stretch(vectors % runLength);
  }

  private emitByRow(): void {
    const { code, at, row, col, sweep } = this;
    const { rows, cols } = sweep;
    const end = code.local(i32);
    const innerEnd = code.local(i32);
    const ramp = [0, 1, 2, 3];
    code
      .constant(0)
      .set(at)
      .constant(0)
      .set(row)
      .constant(rows * 16)
      .set(end);
    code.loop(row, end, 16, () => {
      this.emitter.forget(1);
      this.emitter.prepare(this.roots, 1);
      this.open();
      code.constant(0).set(col);
      this.laneIndices(ramp);
      const whole = Math.floor(cols / 4) * 16;
      if (whole > 0) {
        code.constant(whole).set(innerEnd);
        code.loop(col, innerEnd, 16, () => {
          this.body();
          code.advance(at, 16);
          this.advanceLanes();
        });
      }
      if (cols % 4) {
        this.body(cols % 4);
        code.advance(at, 16);
      }
      this.close();
      for (const sum of this.sums) if (sum.folding.over === 'rows') this.finishRow(sum);
    });
  }

  private emitByColumn(): void {
    const { code, at, row, col, stride, sweep } = this;
    const { rows, cols } = sweep;
    const end = code.local(i32);
    const innerEnd = code.local(i32);
    const column = (valid: number) => {
      this.emitter.forget(1);
      this.emitter.prepare(this.roots, 1);
      this.open();
      code
        .get(col)
        .set(at)
        .constant(0)
        .set(row)
        .constant(rows * 16)
        .set(innerEnd);
      code.loop(row, innerEnd, 16, () => {
        this.body(valid);
        code.advance(at, stride * 4);
      });
      this.close(valid);
      for (const sum of this.sums) if (sum.folding.over === 'columns') this.finishColumn(sum);
    };
    code.constant(0).set(col);
    const whole = Math.floor(cols / 4) * 16;
    if (whole > 0) {
      code.constant(whole).set(end);
      code.loop(col, end, 16, () => column(4));
    }
    if (cols % 4) column(cols % 4);
  }

  private laneIndices(first: readonly number[]): void {
    const floats = new Uint8Array(new Float32Array(first).buffer);
    this.code.lanes([...floats]).set(this.lanes);
  }

  private advanceLanes(): void {
    this.code.get(this.lanes).splat(0x40800000).simd(simd.f32x4Add).set(this.lanes);
  }

  /** Everything at one place: all is computed before anything is stored, as an output may be an input. */
  private body(valid = 4): void {
    const { code, emitter, sweep } = this;
    emitter.forget(2);
    emitter.prepare(this.roots, 2);
    for (const sum of this.sums) this.accumulate(sum, valid);
    for (const { vector, output } of sweep.stores) {
      code.get(output).get(this.at).put(op.i32Add);
      emitter.get(vector);
      code.memory(simd.store, 0);
    }
  }

  /** Starts the quick sums. */
  private open(): void {
    const { code } = this;
    for (const { folding, quick } of this.sums) {
      const { kind } = folding;
      for (const local of quick) {
        if (kind === 'zeroColumns') code.splat(-1);
        else if (kind === 'max' || (kind === 'argmax' && local === quick[0])) code.splat(0xff800000 | 0);
        else code.splat(0);
        code.set(local);
      }
    }
  }

  private accumulate({ folding, quick }: Sums, valid: number): void {
    const { code, emitter } = this;
    const { kind, vector } = folding;
    const masked = valid < 4 && kind !== 'zeroColumns';
    const value = () => {
      emitter.get(vector);
      if (!masked) return;
      const mask = Array.from({ length: 16 }, (_, i) => (i < valid * 4 ? 255 : 0));
      // Beyond the last column lie numbers of no meaning: 0 for sums, −∞ for the largest.
      if (kind === 'max' || kind === 'argmax')
        code
          .splat(0xff800000 | 0)
          .lanes(mask)
          .simd(simd.bitselect);
      else code.lanes(mask).simd(simd.and);
    };
    const [first, second] = quick as [number, number];
    if (kind === 'norm') {
      for (const [i, factor] of [norm.up, norm.down].entries()) {
        const scaled = code.local(v128);
        value();
        code.constantSplat(factor).simd(simd.f32x4Mul).set(scaled);
        this.multiplyAdd(scaled, scaled, quick[i]!);
      }
    } else if (kind === 'zeroColumns') {
      code.get(first);
      value();
      code.splat(0).simd(simd.f32x4Eq).simd(simd.and).set(first);
    } else if (kind === 'max') {
      code.get(first);
      value();
      code.simd(simd.f32x4Max).set(first);
    } else if (kind === 'argmax') {
      const candidate = code.local(v128);
      const better = code.local(v128);
      value();
      code.tee(candidate).get(first).simd(simd.f32x4Gt).set(better);
      code.get(this.lanes).get(second).get(better).simd(simd.bitselect).set(second);
      code.get(candidate).get(first).get(better).simd(simd.bitselect).set(first);
    } else {
      value();
      code.get(first).simd(simd.f32x4Add).set(first);
    }
  }

  /** sum += a · b */
  private multiplyAdd(a: number, b: number, sum: number): void {
    const { code } = this;
    code.get(a).get(b);
    if (this.sweep.graph.fused) code.get(sum).simd(simd.relaxedMadd);
    else code.simd(simd.f32x4Mul).get(sum).simd(simd.f32x4Add);
    code.set(sum);
  }

  /** Moves the quick sums of folds over all on to the long ones. */
  private close(valid = 4): void {
    const { code } = this;
    for (const { folding, quick, long } of this.sums) {
      if (folding.over !== 'all') continue;
      if (folding.kind === 'zeroColumns') {
        // A mask is −1 where every row was 0.
        code.get(long[0]!).get(quick[0]!);
        if (valid < 4)
          code.lanes(Array.from({ length: 16 }, (_, i) => (i < valid * 4 ? 255 : 0))).simd(simd.and);
        code.simd(simd.i32x4Sub).set(long[0]!);
        continue;
      }
      for (const [i, local] of quick.entries()) {
        const sum = long[i]!;
        const low = () => code.get(local).simd(simd.promoteLow);
        const high = () => code.get(local).get(local).shuffle([2, 3, 2, 3]).simd(simd.promoteLow);
        low();
        high();
        code.simd(simd.f64x2Add).get(sum).simd(simd.f64x2Add).set(sum);
      }
    }
  }

  /** One number from a fold over all. */
  private finish({ folding, long }: Sums): void {
    const { code } = this;
    code.get(folding.output);
    if (folding.kind === 'zeroColumns') {
      const floats = code.local(v128);
      code.get(long[0]!).simd(simd.convert).set(floats);
      this.acrossLanes(floats, simd.f32x4Add);
      code.get(floats).memory(simd.store32Lane, 0, 0);
      return;
    }
    const total = (local: number) =>
      code
        .get(local)
        .simd(simd.f64x2ExtractLane)
        .put(0)
        .get(local)
        .simd(simd.f64x2ExtractLane)
        .put(1)
        .put(op.f64Add);
    if (folding.kind === 'norm') {
      total(long[0]!)
        .put(op.f64Sqrt)
        .double(1 / norm.up)
        .put(op.f64Mul);
      total(long[1]!)
        .put(op.f64Sqrt)
        .double(1 / norm.down)
        .put(op.f64Mul);
      total(long[0]!).double(norm.limit).put(op.f64Lt, op.select);
    } else total(long[0]!);
    code.put(op.f32Demote).scalar(op.f32Store, 0);
  }

  /** The lanes of a vector combined, in every lane. */
  private acrossLanes(local: number, combine: number): void {
    const { code } = this;
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ]) {
      code.get(local).get(local).get(local).shuffle(lanes).simd(combine).set(local);
    }
  }

  private finishRow({ folding, quick }: Sums): void {
    const { code, sweep, row } = this;
    const [first, second] = quick as [number, number];
    if (folding.kind === 'argmax') this.argmaxAcrossLanes(first, second);
    else this.acrossLanes(first, folding.kind === 'max' ? simd.f32x4Max : simd.f32x4Add);
    code.get(folding.output).get(row).put(op.i32Add);
    code.get(folding.kind === 'argmax' ? second : first);
    if (folding.kind === 'mean') code.constantSplat(sweep.cols).simd(simd.f32x4Div);
    code.memory(simd.store32Lane, 0, 0);
  }

  /** The larger wins, of equals the earlier. */
  private argmaxAcrossLanes(value: number, index: number): void {
    const { code } = this;
    const [otherValue, otherIndex, wins] = [code.local(v128), code.local(v128), code.local(v128)];
    for (const lanes of [
      [2, 3, 0, 1],
      [1, 0, 3, 2],
    ]) {
      code.get(value).get(value).shuffle(lanes).set(otherValue);
      code.get(index).get(index).shuffle(lanes).set(otherIndex);
      code.get(otherValue).get(value).simd(simd.f32x4Gt);
      code.get(otherValue).get(value).simd(simd.f32x4Eq);
      code.get(otherIndex).get(index).simd(simd.f32x4Lt).simd(simd.and).simd(simd.or).set(wins);
      code.get(otherValue).get(value).get(wins).simd(simd.bitselect).set(value);
      code.get(otherIndex).get(index).get(wins).simd(simd.bitselect).set(index);
    }
  }

  private finishColumn({ folding, quick }: Sums): void {
    const { code, sweep, col } = this;
    code.get(folding.output).get(col).put(op.i32Add).get(quick[0]!);
    if (folding.kind === 'mean') code.constantSplat(sweep.rows).simd(simd.f32x4Div);
    code.memory(simd.store, 0);
  }
}

/** Accumulators that a fold needs in the inner loop. */
const quickSums = ({ kind }: Folding): number => (kind === 'norm' || kind === 'argmax' ? 2 : 1);
