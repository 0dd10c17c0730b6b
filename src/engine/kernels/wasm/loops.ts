import type { Fold, Measure } from '../kernels';
import { Code, f64, i32, op, simd, v128 } from './assembler';
import { Emitter, type Graph, type Reach, type Vector } from './vectors';

/**
 * One pass over `[rows, cols]`: the values at each place and their destinations. Inputs and outputs are numbered
 * addresses.
 */
export interface LoopNest {
  readonly rows: number;
  readonly cols: number;
  readonly graph: Graph;
  /** Outputs that are written as whole matrices. */
  readonly stores: readonly { readonly vector: Vector; readonly output: number }[];
  readonly folds: readonly Folding[];
}

/** A reduction of one vector: over all places into numbers, over rows into a column, or over columns into a row. */
export interface Folding {
  readonly over: 'all' | 'rows' | 'columns';
  /** `moments` are the mean and, in the next number, √Σ (x − mean)². */
  readonly kind: Fold | Measure | 'moments';
  readonly vector: Vector;
  readonly outputs: readonly number[];
  /** Whether squares are protected from underflow and overflow. */
  readonly careful: boolean;
}

/** Row stride of a matrix in memory. Rows start at whole vectors. */
export const padded = (cols: number): number => Math.ceil(cols / 4) * 4;

/**
 * Squares are first summed without scaling. If the sum is so small or large that some may have been lost, the sweep
 * also runs in its careful form. That form sums the numbers scaled up and scaled down. From 1e-36 to 1e33 one of the
 * two sums is exact; above `limit` it is the scaled-down one.
 */
const squares = { least: 2 ** -70, most: 2 ** 100, up: 2 ** 64, down: 2 ** -46, limit: 2 ** 120 } as const;

/** Number of vectors that are summed in float32 before the sum moves to float64. */
const runLength = 64;

/** Largest number of places in one round. Each has its own sums, because a sum must wait for its previous addition. */
const maxPlaces = 4;
/** Number of operations in a round above which registers spill. */
const room = 20;

/**
 * The function of a sweep. Its parameters are the addresses. It runs row by row, and as a single row if no input is
 * broadcast along rows. If it reduces columns, it runs column by column, so that sums stay in registers.
 * @param addCareful adds the careful form of the sweep to the module if it is needed
 */
export function emitLoops(sweep: LoopNest, addresses: number, addCareful: (code: Code) => number): Code {
  const folds = sweep.folds.filter(mayLose);
  if (folds.length === 0) return new LoopEmitter(sweep, addresses, undefined).emit();
  // Stored values are read again, because their inputs may have been overwritten.
  const again = folds.map((fold) => {
    const stored = sweep.stores.find(({ vector }) => vector === fold.vector);
    return { ...fold, vector: stored ? sweep.graph.load(stored.output, 'full') : fold.vector, careful: true };
  });
  const careful = { ...sweep, stores: [], folds: again };
  const index = addCareful(new LoopEmitter(careful, addresses, undefined).emit());
  return new LoopEmitter(sweep, addresses, index).emit();
}

const hasSquares = ({ kind }: Folding): boolean => kind === 'norm' || kind === 'moments';
/** Whether a reduction may have to run again in the careful form. */
const mayLose = (folding: Folding): boolean => hasSquares(folding) && !folding.careful;

/** Accumulators of one reduction. */
interface Sums {
  readonly folding: Folding;
  /** Float32 accumulators of the inner loop, one row for each place in a round. */
  readonly quick: readonly (readonly number[])[];
  /** Float64 accumulators of the whole sweep, two for each inner one, if the reduction covers all places; else none. */
  readonly long: readonly number[];
  /** For moments: a number near the mean. It is subtracted from every value. */
  readonly center: number;
}

class LoopEmitter {
  private readonly code: Code;
  private readonly emitter: Emitter;
  private readonly stride: number;
  private readonly byColumn: boolean;
  private readonly flat: boolean;
  /** Number of places in a round of the inner loop, and the one that is being written. */
  private readonly places: number;
  private place = 0;
  private readonly sums: Sums[];
  private readonly at: number;
  private readonly row: number;
  private readonly col: number;
  private readonly lanes: number;

  constructor(
    private readonly sweep: LoopNest,
    private readonly addresses: number,
    private readonly careful: number | undefined,
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
    const computed = graph.nodes.filter(({ kind }) => kind === 'simd' || kind === 'shift').length;
    const fitting = Math.floor(room / (computed + folds.length));
    this.places = this.flat && folds.length > 0 ? Math.max(1, Math.min(maxPlaces, fitting)) : 1;
    this.sums = folds.map((folding) => ({
      folding,
      center: local(),
      quick: Array.from({ length: this.places }, () => Array.from({ length: quickSums(folding) }, local)),
      long: Array.from({ length: folding.over === 'all' ? quickSums(folding) : 0 }, local),
    }));
  }

  emit(): Code {
    const { code, sums, sweep, stride } = this;
    for (const { long } of sums) for (const local of long) code.splat(0).set(local);
    this.emitter.prepare(this.roots, 0);
    this.findCenters();
    if (this.flat) this.emitFlat((sweep.rows * stride) / 4);
    else if (this.byColumn) this.emitByColumn();
    else this.emitByRow();
    const again = code.local(i32);
    for (const sum of sums) if (sum.folding.over === 'all') this.finish(sum, again);
    if (this.careful !== undefined) {
      code.get(again).put(op.if, 0x40);
      for (let i = 0; i < this.addresses; i++) code.get(i);
      code.call(this.careful).put(op.end);
    }
    return code;
  }

  /** The first number is subtracted from every value. It is close enough to the mean that the squares do not cancel. */
  private findCenters(): void {
    const { code, emitter } = this;
    const moments = this.sums.filter(({ folding }) => folding.kind === 'moments');
    if (moments.length === 0) return;
    emitter.prepare(
      moments.map(({ folding }) => folding.vector),
      2,
    );
    for (const { folding, center } of moments) {
      emitter.get(folding.vector);
      emitter.get(folding.vector);
      code.shuffle([0, 0, 0, 0]).set(center);
    }
    emitter.forget(1);
  }

  private get roots(): Vector[] {
    return [...this.sweep.stores, ...this.sweep.folds].map(({ vector }) => vector);
  }

  private load(input: number, reach: Reach): void {
    const { code } = this;
    code.get(input);
    const offset = { full: this.at, row: this.col, column: this.row, scalar: undefined }[reach];
    if (offset !== undefined) code.get(offset).put(op.i32Add);
    if (reach === 'column' || reach === 'scalar') code.memory(simd.load32Splat, 0);
    else code.memory(simd.load, this.place * 16);
  }

  /** Runs in stretches of `runLength` vectors. After each stretch the sums move to float64. */
  private emitFlat(vectors: number): void {
    const { code, at, col, places } = this;
    const end = code.local(i32);
    code.constant(0).set(at);
    const walk = (rounds: number, places: number) => {
      if (rounds === 0) return;
      code
        .get(at)
        .constant(rounds * places * 16)
        .put(op.i32Add)
        .set(end);
      code.loop(at, end, places * 16, () => {
        code.get(at).set(col);
        for (this.place = 0; this.place < places; this.place++) this.body();
        this.place = 0;
      });
    };
    const stretch = (length: number) => {
      this.open();
      walk(Math.floor(length / places), places);
      walk(length % places, 1);
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
      // The stretch itself advances `at`.
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

  /** Computes all values at one place before storing any, because an output may also be an input. */
  private body(valid = 4): void {
    const { code, emitter, sweep } = this;
    emitter.forget(2);
    emitter.prepare(this.roots, 2);
    for (const sum of this.sums) this.accumulate(sum, valid);
    for (const { vector, output } of sweep.stores) {
      code.get(output).get(this.at).put(op.i32Add);
      emitter.get(vector);
      code.memory(simd.store, this.place * 16);
    }
  }

  /** Initializes the float32 sums. */
  private open(): void {
    const { code } = this;
    for (const { folding, quick } of this.sums) {
      const { kind } = folding;
      for (const local of quick.flat()) {
        if (kind === 'zeroColumns') code.splat(-1);
        else if (kind === 'max' || (kind === 'argmax' && local === quick[0]![0])) code.splat(0xff800000 | 0);
        else code.splat(0);
        code.set(local);
      }
    }
  }

  private accumulate({ folding, quick: all, center }: Sums, valid: number): void {
    const { code, emitter } = this;
    const quick = all[this.place]!;
    const { kind, vector } = folding;
    const masked = valid < 4 && kind !== 'zeroColumns';
    const value = () => {
      emitter.get(vector);
      if (!masked) return;
      const mask = laneMask(valid);
      // Padding beyond the last column is replaced: by 0 for sums, by −∞ for the largest.
      if (kind === 'max' || kind === 'argmax')
        code
          .splat(0xff800000 | 0)
          .lanes(mask)
          .simd(simd.bitselect);
      else code.lanes(mask).simd(simd.and);
    };
    const [first, second] = quick as [number, number];
    if (kind === 'norm' || kind === 'moments') {
      const x = code.local(v128);
      if (kind === 'norm') value();
      else {
        emitter.get(vector);
        code.get(center).simd(simd.f32x4Sub);
        if (masked) code.lanes(laneMask(valid)).simd(simd.and);
      }
      code.set(x);
      const rest = kind === 'norm' ? quick : quick.slice(1);
      if (kind === 'moments') code.get(x).get(first).simd(simd.f32x4Add).set(first);
      if (!folding.careful) this.multiplyAdd(x, x, rest[0]!);
      else {
        for (const [i, factor] of [squares.up, squares.down].entries()) {
          const scaled = code.local(v128);
          code.get(x).constantSplat(factor).simd(simd.f32x4Mul).set(scaled);
          this.multiplyAdd(scaled, scaled, rest[i]!);
        }
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

  /** Adds the float32 sums of full reductions to the float64 sums. */
  private close(valid = 4): void {
    const { code } = this;
    for (const { folding, quick, long } of this.sums) {
      if (folding.over !== 'all') continue;
      if (folding.kind === 'zeroColumns') {
        // A mask is −1 where every row was 0.
        code.get(long[0]!).get(quick[0]![0]!);
        if (valid < 4)
          code.lanes(Array.from({ length: 16 }, (_, i) => (i < valid * 4 ? 255 : 0))).simd(simd.and);
        code.simd(simd.i32x4Sub).set(long[0]!);
        continue;
      }
      for (const [i, local] of quick.flatMap((sums) => [...sums.entries()])) {
        const sum = long[i]!;
        const low = () => code.get(local).simd(simd.promoteLow);
        const high = () => code.get(local).get(local).shuffle([2, 3, 2, 3]).simd(simd.promoteLow);
        low();
        high();
        code.simd(simd.f64x2Add).get(sum).simd(simd.f64x2Add).set(sum);
      }
    }
  }

  /** The results of a full reduction. Sets `again` if squares may have been lost. */
  private finish({ folding, long, center }: Sums, again: number): void {
    const { code, sweep } = this;
    const { kind, outputs, careful } = folding;
    if (kind === 'zeroColumns') {
      const floats = code.local(v128);
      code.get(long[0]!).simd(simd.convert).set(floats);
      this.acrossLanes(floats, simd.f32x4Add);
      for (const output of outputs) code.get(output).get(floats).memory(simd.store32Lane, 0, 0);
      return;
    }
    const result = code.local(f64);
    const store = (offset: number) => {
      for (const output of outputs)
        code.get(output).get(result).put(op.f32Demote).scalar(op.f32Store, offset);
    };
    if (!hasSquares(folding)) {
      this.total(long[0]!);
      code.set(result);
      store(0);
      return;
    }
    const size = code.local(f64);
    this.totalSquares(kind === 'norm' ? long : long.slice(1), careful);
    code.set(size);
    if (kind === 'moments') {
      const count = sweep.rows * sweep.cols;
      const sum = code.local(f64);
      this.total(long[0]!);
      code.tee(sum).double(count).put(op.f64Div);
      code.get(center).simd(simd.promoteLow).simd(simd.f64x2ExtractLane).put(0).put(op.f64Add).set(result);
      store(0);
      code.get(size).get(sum).get(sum).put(op.f64Mul).double(count).put(op.f64Div, op.f64Sub);
      code.double(0).put(op.f64Max).set(size);
    }
    code.get(size).put(op.f64Sqrt).set(result);
    store(kind === 'moments' ? 4 : 0);
    if (careful) return;
    code
      .get(size)
      .double(squares.least)
      .put(op.f64Gt)
      .get(size)
      .double(squares.most)
      .put(op.f64Lt, op.i32And);
    code.put(op.i32Eqz).get(again).put(op.i32Or).set(again);
  }

  private total(local: number): void {
    const lane = (index: number) => this.code.get(local).simd(simd.f64x2ExtractLane).put(index);
    lane(0);
    lane(1);
    this.code.put(op.f64Add);
  }

  /** Pushes Σ x². */
  private totalSquares(long: readonly number[], careful: boolean): void {
    const { code } = this;
    if (!careful) {
      this.total(long[0]!);
      return;
    }
    this.total(long[0]!);
    code.double(squares.up ** -2).put(op.f64Mul);
    this.total(long[1]!);
    code.double(squares.down ** -2).put(op.f64Mul);
    this.total(long[0]!);
    code.double(squares.limit).put(op.f64Lt, op.select);
  }

  /** Combines the lanes of a vector and puts the result in every lane. */
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
    const [first, second] = quick[0] as [number, number];
    if (folding.kind === 'argmax') this.argmaxAcrossLanes(first, second);
    else this.acrossLanes(first, folding.kind === 'max' ? simd.f32x4Max : simd.f32x4Add);
    for (const output of folding.outputs) {
      code.get(output).get(row).put(op.i32Add);
      code.get(folding.kind === 'argmax' ? second : first);
      if (folding.kind === 'mean') code.constantSplat(sweep.cols).simd(simd.f32x4Div);
      code.memory(simd.store32Lane, 0, 0);
    }
  }

  /** The larger value wins; in a tie, the earlier one. */
  private argmaxAcrossLanes(value: number, index: number): void {
    const { code } = this;
    const largest = code.local(v128);
    code.get(value).set(largest);
    this.acrossLanes(largest, simd.f32x4PMax);
    // A lane without the largest value gets an index of infinity.
    code.get(index).splat(0x7f800000).get(value).get(largest).simd(simd.f32x4Eq).simd(simd.bitselect);
    code.set(index);
    this.acrossLanes(index, simd.f32x4PMin);
  }

  private finishColumn({ folding, quick }: Sums): void {
    const { code, sweep, col } = this;
    for (const output of folding.outputs) {
      code.get(output).get(col).put(op.i32Add).get(quick[0]![0]!);
      if (folding.kind === 'mean') code.constantSplat(sweep.rows).simd(simd.f32x4Div);
      code.memory(simd.store, 0);
    }
  }
}

/** Number of accumulators that a reduction needs in the inner loop. */
function quickSums({ kind, careful }: Folding): number {
  if (kind === 'argmax') return 2;
  if (kind === 'norm') return careful ? 2 : 1;
  if (kind === 'moments') return careful ? 3 : 2;
  return 1;
}

/** All bits in the first `valid` lanes. */
const laneMask = (valid: number): number[] => Array.from({ length: 16 }, (_, i) => (i < valid * 4 ? 255 : 0));
