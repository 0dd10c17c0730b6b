import type { Expression, Expressions } from '../../algebra';
import type { Fold, Matrix, Measure } from '../kernels';
import { type Folding, type LoopNest, padded } from './loops';
import { vectorAlgebra } from './math';
import { Graph, type Reach, type Vector } from './vectors';

/** A matrix at a fixed address, or at `nowhere`. Rows are padded to whole vectors. */
export interface Placed extends Matrix {
  readonly address: number;
  /** A view of its memory while someone reads it. */
  view?: Float32Array;
}

/** A call of one of the primitives, as recorded. */
export type Call =
  | {
      readonly kind: 'multiply';
      readonly out: Placed;
      readonly a: Placed;
      readonly b: Placed;
      readonly transposeA: boolean;
      readonly transposeB: boolean;
      readonly bias: Placed | undefined;
    }
  | {
      readonly kind: 'map';
      readonly outs: readonly Placed[];
      readonly expressions: Expressions;
      readonly inputs: readonly Placed[];
    }
  | {
      readonly kind: 'fold';
      readonly over: 'rows' | 'columns' | 'all';
      readonly fold: Fold | Measure | 'moments';
      readonly out: Placed;
      /** The slot of a measure in `out`. */
      readonly slot: number;
      readonly expression: Expression;
      readonly inputs: readonly Placed[];
    };

type Multiply = Extract<Call, { kind: 'multiply' }>;
type Elementwise = Exclude<Call, Multiply>;

/** The part that a pass reads or writes: a whole matrix, or one number of it. */
interface Access {
  readonly matrix: Placed;
  readonly slot: number | undefined;
  /** Whether each place accesses only its own element. */
  readonly inPlace: boolean;
}

/** A pass over memory: one product, or several calls of one shape that run as one sweep. */
export type Pass = Multiply | LoopPass;

/**
 * Combines recorded calls into as few passes over memory as their dependencies allow. A call joins an earlier sweep of
 * its shape that uses the same matrices, unless another call or a reduction must come first. Measures without such a
 * sweep move to a later sweep that uses the matrices they read.
 */
export function schedule(calls: readonly Call[], fused: boolean): Pass[] {
  const passes: (Pass | undefined)[] = [];
  const timeline = new Timeline();
  for (const call of calls) {
    if (call.kind === 'multiply') {
      timeline.note(passes.push(call) - 1, productAccesses(call));
      continue;
    }
    const home = findHome(passes, timeline, call);
    if (home !== undefined) (passes[home] as LoopPass).add(call);
    timeline.note(home ?? passes.push(new LoopPass(call, fused)) - 1, accesses(call));
  }
  putOff(passes, timeline);
  return passes.filter((pass) => pass !== undefined);
}

/**
 * The earlier sweep, among those that the call may join, that shares most matrices with it. In a tie, the latest one
 * wins, because the forward sweep is already busy with the activation.
 */
function findHome(
  passes: readonly (Pass | undefined)[],
  timeline: Timeline,
  call: Elementwise,
): number | undefined {
  const { reads, writes } = accesses(call);
  const from = Math.max(
    -1,
    ...reads.map((access) => timeline.last(access, 'writes')),
    ...writes.map((access) => Math.max(timeline.last(access, 'writes'), timeline.last(access, 'reads'))),
  );
  let best: number | undefined;
  let most = 0;
  for (const index of timeline.touching(wholeMatrices(call))) {
    const pass = passes[index];
    if (index < from || !(pass instanceof LoopPass) || !pass.accepts(call)) continue;
    const shared = pass.shared(call);
    if (shared < most || (shared === most && index < best!)) continue;
    best = index;
    most = shared;
  }
  return best;
}

/** Moves each sweep of measures alone into the next sweep that uses the same matrices, if dependencies allow it. */
function putOff(passes: (Pass | undefined)[], timeline: Timeline): void {
  for (let i = passes.length - 1; i >= 0; i--) {
    const pass = passes[i];
    if (!(pass instanceof LoopPass) || !pass.onlyMeasures) continue;
    const until = Math.min(
      passes.length,
      ...pass.reads.map((access) => timeline.next(access, 'writes', i)),
      ...pass.writes.map((access) =>
        Math.min(timeline.next(access, 'writes', i), timeline.next(access, 'reads', i)),
      ),
    );
    const candidates = timeline.touching([...pass.whole]).filter((j) => j > i && j <= until);
    for (const j of candidates.sort((x, y) => x - y)) {
      const next = passes[j];
      const merged = next instanceof LoopPass && pass.followedBy(next);
      if (!merged) continue;
      passes[j] = merged;
      passes[i] = undefined;
      timeline.note(j, pass);
      break;
    }
  }
}

/** For each matrix, the passes that read and write it, by their index. */
class Timeline {
  private readonly known = new Map<
    Placed,
    Record<'reads' | 'writes', { at: number; slot: number | undefined }[]>
  >();

  note(at: number, { reads, writes }: { reads: readonly Access[]; writes: readonly Access[] }): void {
    for (const { matrix, slot } of reads) this.of(matrix).reads.push({ at, slot });
    for (const { matrix, slot } of writes) this.of(matrix).writes.push({ at, slot });
  }

  /** The last pass that reads or writes the same memory as an access; −1 if there is none. */
  last({ matrix, slot }: Access, how: 'reads' | 'writes'): number {
    let last = -1;
    for (const other of this.of(matrix)[how]) if (meet(slot, other.slot)) last = Math.max(last, other.at);
    return last;
  }

  /** The first pass after `after` that reads or writes the same memory as an access. */
  next({ matrix, slot }: Access, how: 'reads' | 'writes', after: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at, slot: other } of this.of(matrix)[how])
      if (at > after && meet(slot, other)) next = Math.min(next, at);
    return next;
  }

  touching(matrices: readonly Placed[]): number[] {
    const passes = matrices.flatMap((matrix) => {
      const { reads, writes } = this.of(matrix);
      return [...reads, ...writes].map(({ at }) => at);
    });
    return [...new Set(passes)];
  }

  private of(matrix: Placed) {
    const record = this.known.get(matrix) ?? { reads: [], writes: [] };
    this.known.set(matrix, record);
    return record;
  }
}

/** Whether two accesses of a matrix, each to one number or to all, overlap. */
const meet = (a: number | undefined, b: number | undefined): boolean =>
  a === undefined || b === undefined || a === b;

const touches = (a: Access, b: Access): boolean => a.matrix === b.matrix && meet(a.slot, b.slot);

const whole = (matrix: Placed): Access => ({ matrix, slot: undefined, inPlace: false });

/** The matrices that a pass reads and writes. */
export const passAccesses = (pass: Pass): { reads: readonly Access[]; writes: readonly Access[] } =>
  pass.kind === 'sweep' ? pass : productAccesses(pass);

function productAccesses({ out, a, b, bias }: Multiply): { reads: Access[]; writes: Access[] } {
  return { reads: [a, b, ...(bias ? [bias] : [])].map(whole), writes: [whole(out)] };
}

/** The shape that a call iterates over. */
function spaceOf(call: Elementwise): { rows: number; cols: number } {
  if (call.kind === 'map') return { rows: call.outs[0]!.rows, cols: call.outs[0]!.cols };
  return {
    rows: Math.max(...call.inputs.map((m) => m.rows)),
    cols: Math.max(...call.inputs.map((m) => m.cols)),
  };
}

function accesses(call: Elementwise): { reads: Access[]; writes: Access[] } {
  const space = spaceOf(call);
  const reads = call.inputs.map((matrix) => ({
    matrix,
    slot: undefined,
    inPlace: matrix.rows === space.rows && matrix.cols === space.cols,
  }));
  if (call.kind === 'map') {
    return { reads, writes: call.outs.map((matrix) => ({ matrix, slot: undefined, inPlace: true })) };
  }
  const slots =
    call.over !== 'all' ? [undefined] : call.fold === 'moments' ? [call.slot, call.slot + 1] : [call.slot];
  return { reads, writes: slots.map((slot) => ({ matrix: call.out, slot, inPlace: false })) };
}

/** Number of inputs above which a sweep would spill registers. */
const maxReads = 60;

/** Number of vectors up to which careful sums of squares cost less than a second sweep. */
const briefVectors = 64;

/** Calls of one shape that run as one sweep. */
export class LoopPass {
  readonly kind = 'sweep';
  readonly reads: Access[] = [];
  readonly writes: Access[] = [];
  private readonly rows: number;
  private readonly cols: number;
  private readonly calls: Elementwise[] = [];
  /** The matrices it uses that have the sweep's shape. */
  readonly whole = new Set<Placed>();
  private folds: 'rows' | 'columns' | undefined;

  constructor(
    first: Elementwise,
    private readonly fused: boolean,
  ) {
    const { rows, cols } = spaceOf(first);
    this.rows = rows;
    this.cols = cols;
    this.add(first);
  }

  /** Whether it writes only single numbers. Such a sweep can be delayed. */
  get onlyMeasures(): boolean {
    return this.calls.every((call) => call.kind === 'fold' && call.over === 'all');
  }

  /** Number of these matrices that a call also uses. */
  shared(call: Elementwise): number {
    return new Set(wholeMatrices(call).filter((matrix) => this.whole.has(matrix))).size;
  }

  /** Whether the call may run at the end of this sweep. Both must access their common matrices place by place. */
  accepts(call: Elementwise): boolean {
    const { rows, cols } = spaceOf(call);
    if (rows !== this.rows || cols !== this.cols || this.reads.length > maxReads) return false;
    const direction = foldDirection(call);
    if (direction && this.folds && direction !== this.folds) return false;
    if (this.spoils(call)) return false;
    const { reads, writes } = accesses(call);
    const clash = (mine: readonly Access[], theirs: readonly Access[]) =>
      mine.some((a) => theirs.some((b) => touches(a, b) && !(a.inPlace && b.inPlace)));
    return !clash(this.writes, reads) && !clash(this.reads, writes) && !clash(this.writes, writes);
  }

  /**
   * Whether the call overwrites a matrix whose squares a long sweep sums. The sweep then runs in its careful form from
   * the start.
   */
  private spoils(call: Elementwise): boolean {
    if (call.kind !== 'map' || this.rows * padded(this.cols) <= 4 * briefVectors) return false;
    return this.calls.some(
      (earlier) =>
        earlier.kind === 'fold' &&
        (earlier.fold === 'norm' || earlier.fold === 'moments') &&
        earlier.inputs.some((input) => call.outs.includes(input)),
    );
  }

  add(call: Elementwise): void {
    const { reads, writes } = accesses(call);
    this.calls.push(call);
    this.reads.push(...reads);
    this.writes.push(...writes);
    for (const matrix of wholeMatrices(call)) this.whole.add(matrix);
    this.folds ??= foldDirection(call);
  }

  /** One sweep that does this sweep's calls and then the other's; undefined if that is not possible. */
  followedBy(other: LoopPass): LoopPass | undefined {
    const [first, ...rest] = [...this.calls, ...other.calls];
    const merged = new LoopPass(first!, this.fused);
    for (const call of rest) {
      if (!merged.accepts(call)) return undefined;
      merged.add(call);
    }
    return merged;
  }

  /** The sweep, its numbered addresses, and a key. Sweeps with equal keys differ only in their addresses. */
  build(addressOf: (matrix: Placed) => number): {
    sweep: LoopNest;
    addresses: readonly number[];
    key: string;
  } {
    const { rows, cols, fused, calls } = this;
    const graph = new Graph(fused);
    const addresses: number[] = [];
    const values = new Map<Placed, Vector>();
    const folds: (Folding & { outputs: number[] })[] = [];
    const m = vectorAlgebra(graph);
    const numbered = (address: number): number => {
      const index = addresses.indexOf(address);
      return index >= 0 ? index : addresses.push(address) - 1;
    };
    const value = (matrix: Placed) =>
      values.get(matrix) ?? graph.load(numbered(addressOf(matrix)), this.reach(matrix));
    for (const call of calls) {
      const inputs = call.inputs.map(value);
      if (call.kind === 'fold') {
        const vector = call.expression(m, ...(inputs as [Vector, ...Vector[]]));
        const output = numbered(addressOf(call.out) + (call.over === 'all' ? call.slot * 4 : 0));
        const twin = folds.find((f) => f.vector === vector && f.kind === call.fold && f.over === call.over);
        if (twin) twin.outputs.push(output);
        else folds.push({ over: call.over, kind: call.fold, vector, outputs: [output], careful: false });
        continue;
      }
      const results = call.expressions(m, ...inputs);
      for (const [i, out] of call.outs.entries()) {
        const result = results[i]!;
        values.set(out, typeof result === 'number' ? graph.constant(result) : result);
      }
    }
    const stores = [...values].map(([matrix, vector]) => ({ vector, output: numbered(addressOf(matrix)) }));
    const overwritten = new Set(stores.map(({ output }) => output));
    // A careful second run can read the matrices that the sweep stored, but not those that it overwrote.
    const guarded = folds.map((folding) => ({
      ...folding,
      careful:
        !stores.some(({ vector }) => vector === folding.vector) &&
        graph.inputs(folding.vector).some((input) => overwritten.has(input)),
    }));
    const sweep = { rows, cols, graph, stores, folds: guarded };
    return { sweep, addresses, key: `${rows}×${cols} ${graph.key} ${JSON.stringify([stores, guarded])}` };
  }

  private reach(matrix: Placed): Reach {
    if (matrix.rows === this.rows && matrix.cols === this.cols) return 'full';
    if (matrix.rows === 1 && matrix.cols === 1) return 'scalar';
    return matrix.rows === 1 ? 'row' : 'column';
  }
}

/** The matrices of a call that have its own shape. */
function wholeMatrices(call: Elementwise): Placed[] {
  const { reads, writes } = accesses(call);
  return [...reads, ...writes].flatMap((access) => (access.inPlace ? [access.matrix] : []));
}

/** The order in which a call must iterate, if any: along rows or down columns. */
function foldDirection(call: Elementwise): 'rows' | 'columns' | undefined {
  if (call.kind === 'map') return undefined;
  if (call.over !== 'all') return call.over;
  return call.fold === 'zeroColumns' ? 'columns' : undefined;
}

/** Number of floats from one row of a matrix to the next. */
export const strideOf = (matrix: Matrix): number => padded(matrix.cols);
