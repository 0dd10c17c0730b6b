import type { Expression, Expressions } from '../../algebra';
import type { Fold, Matrix, Measure } from '../kernels';
import { type Folding, padded, type Sweep } from './loops';
import { vectorAlgebra } from './math';
import { Graph, type Reach, type Vector } from './vectors';

/** A matrix at a fixed address: rows padded to whole vectors. */
export interface Placed extends Matrix {
  readonly address: number;
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
      readonly fold: Fold | Measure;
      readonly out: Placed;
      /** Of a measure: where in `out` it goes. */
      readonly slot: number;
      readonly expression: Expression;
      readonly inputs: readonly Placed[];
    };

type Multiply = Extract<Call, { kind: 'multiply' }>;
type Elementwise = Exclude<Call, Multiply>;

/** What a pass reads or writes: a whole matrix, or one number of it. */
interface Access {
  readonly matrix: Placed;
  readonly slot: number | undefined;
  /** Whether each place touches its own element alone. */
  readonly inPlace: boolean;
}

/** A pass over memory: one product, or calls of one shape that run as one sweep. */
export type Pass = Multiply | SweepPass;

/**
 * Puts recorded calls into as few passes over memory as their dependencies allow: a call joins an earlier sweep of its
 * shape that touches the same matrices, unless something between them, or a fold within, must come first; measures
 * that stand alone are put off to a later sweep that touches what they read.
 */
export function schedule(calls: readonly Call[], fused: boolean): Pass[] {
  const passes: Pass[] = [];
  for (const call of calls) {
    if (call.kind === 'multiply') {
      passes.push(call);
      continue;
    }
    const home = findHome(passes, call);
    if (home) home.add(call);
    else passes.push(new SweepPass(call, fused));
  }
  return putOff(passes);
}

/** The earlier sweep that a call shares most matrices with, of those it may join; of equals the earliest. */
function findHome(passes: readonly Pass[], call: Elementwise): SweepPass | undefined {
  const { reads, writes } = accesses(call);
  let best: SweepPass | undefined;
  let most = 1;
  for (let i = passes.length - 1; i >= 0; i--) {
    const pass = passes[i]!;
    if (pass instanceof SweepPass && pass.accepts(call)) {
      const shared = pass.shared(call);
      if (shared >= most) {
        best = pass;
        most = shared;
      }
    }
    const before = pass instanceof SweepPass ? pass : productAccesses(pass);
    if (overlap(before.writes, reads) || overlap(before.reads, writes) || overlap(before.writes, writes)) break;
  }
  return best;
}

/** Moves each sweep that only measures into the next one that touches the same matrices, where nothing forbids it. */
function putOff(passes: Pass[]): Pass[] {
  const kept: Pass[] = [];
  for (let i = passes.length - 1; i >= 0; i--) {
    const pass = passes[i]!;
    if (!(pass instanceof SweepPass && pass.onlyMeasures && mergeLater(pass, kept))) kept.push(pass);
  }
  return kept.reverse();
}

/** @param later the passes after this one, the last first */
function mergeLater(pass: SweepPass, later: Pass[]): boolean {
  for (let j = later.length - 1; j >= 0; j--) {
    const next = later[j]!;
    const merged = next instanceof SweepPass && next.shared(pass) > 0 && pass.followedBy(next);
    if (merged) {
      later[j] = merged;
      return true;
    }
    const { reads, writes } = next instanceof SweepPass ? next : productAccesses(next);
    if (overlap(writes, pass.reads) || overlap(reads, pass.writes) || overlap(writes, pass.writes)) return false;
  }
  return false;
}

const touches = (a: Access, b: Access): boolean =>
  a.matrix === b.matrix && (a.slot === undefined || b.slot === undefined || a.slot === b.slot);

const overlap = (left: readonly Access[], right: readonly Access[]): boolean =>
  left.some((a) => right.some((b) => touches(a, b)));

const whole = (matrix: Placed): Access => ({ matrix, slot: undefined, inPlace: false });

function productAccesses({ out, a, b, bias }: Multiply): { reads: Access[]; writes: Access[] } {
  return { reads: [a, b, ...(bias ? [bias] : [])].map(whole), writes: [whole(out)] };
}

/** The shape that a call walks over. */
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
  const slot = call.over === 'all' ? call.slot : undefined;
  return { reads, writes: [{ matrix: call.out, slot, inPlace: false }] };
}

/** Inputs beyond which a sweep would only spill registers. */
const mostReads = 60;

/** Calls of one shape that run as one sweep. */
export class SweepPass {
  readonly kind = 'sweep';
  readonly reads: Access[] = [];
  readonly writes: Access[] = [];
  private readonly rows: number;
  private readonly cols: number;
  private readonly calls: Elementwise[] = [];
  private readonly whole = new Set<Placed>();
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

  /** Whether it writes single numbers alone, so that it may wait. */
  get onlyMeasures(): boolean {
    return this.calls.every((call) => call.kind === 'fold' && call.over === 'all');
  }

  /** How many matrices of the sweep's own shape another touches too. */
  shared(other: Elementwise | SweepPass): number {
    const theirs = other instanceof SweepPass ? [...other.whole] : wholeMatrices(other);
    return theirs.filter((matrix) => this.whole.has(matrix)).length;
  }

  /** Whether the call may run in this sweep, after what is in it: everything both touch, they touch place by place. */
  accepts(call: Elementwise): boolean {
    const { rows, cols } = spaceOf(call);
    if (rows !== this.rows || cols !== this.cols || this.reads.length > mostReads) return false;
    const direction = foldDirection(call);
    if (direction && this.folds && direction !== this.folds) return false;
    const { reads, writes } = accesses(call);
    const clash = (mine: readonly Access[], theirs: readonly Access[]) =>
      mine.some((a) => theirs.some((b) => touches(a, b) && !(a.inPlace && b.inPlace)));
    return !clash(this.writes, reads) && !clash(this.reads, writes) && !clash(this.writes, writes);
  }

  add(call: Elementwise): void {
    const { reads, writes } = accesses(call);
    this.calls.push(call);
    this.reads.push(...reads);
    this.writes.push(...writes);
    for (const matrix of wholeMatrices(call)) this.whole.add(matrix);
    this.folds ??= foldDirection(call);
  }

  /** One sweep that does this one's calls, then the other's, if one can. */
  followedBy(other: SweepPass): SweepPass | undefined {
    const [first, ...rest] = [...this.calls, ...other.calls];
    const merged = new SweepPass(first!, this.fused);
    for (const call of rest) {
      if (!merged.accepts(call)) return undefined;
      merged.add(call);
    }
    return merged;
  }

  /** The sweep, the addresses that it numbers, and a text that is the same for sweeps that differ in those alone. */
  build(): { sweep: Sweep; addresses: readonly number[]; key: string } {
    const { rows, cols, fused, calls } = this;
    const graph = new Graph(fused);
    const addresses: number[] = [];
    const values = new Map<Placed, Vector>();
    const folds: Folding[] = [];
    const m = vectorAlgebra(graph);
    const numbered = (address: number): number => {
      const index = addresses.indexOf(address);
      return index >= 0 ? index : addresses.push(address) - 1;
    };
    const value = (matrix: Placed) =>
      values.get(matrix) ?? graph.load(numbered(matrix.address), this.reach(matrix));
    for (const call of calls) {
      const inputs = call.inputs.map(value);
      if (call.kind === 'fold') {
        const vector = call.expression(m, ...(inputs as [Vector, ...Vector[]]));
        const output = numbered(call.out.address + (call.over === 'all' ? call.slot * 4 : 0));
        folds.push({ over: call.over, kind: call.fold, vector, output } as Folding);
        continue;
      }
      const results = call.expressions(m, ...inputs);
      for (const [i, out] of call.outs.entries()) {
        const result = results[i]!;
        values.set(out, typeof result === 'number' ? graph.constant(result) : result);
      }
    }
    const stores = [...values].map(([{ address }, vector]) => ({ vector, output: numbered(address) }));
    const sweep = { rows, cols, graph, stores, folds };
    return { sweep, addresses, key: JSON.stringify([rows, cols, graph.nodes, stores, folds]) };
  }

  private reach(matrix: Placed): Reach {
    if (matrix.rows === this.rows && matrix.cols === this.cols) return 'full';
    if (matrix.rows === 1 && matrix.cols === 1) return 'scalar';
    return matrix.rows === 1 ? 'row' : 'column';
  }
}

/** The matrices of its own shape that a call touches. */
function wholeMatrices(call: Elementwise): Placed[] {
  const { reads, writes } = accesses(call);
  return [...reads, ...writes].flatMap((access) => (access.inPlace ? [access.matrix] : []));
}

/** Which way a call must be walked, if any: along rows or down columns. */
function foldDirection(call: Elementwise): 'rows' | 'columns' | undefined {
  if (call.kind === 'map') return undefined;
  if (call.over !== 'all') return call.over;
  return call.fold === 'zeroColumns' ? 'columns' : undefined;
}

/** Floats from one row of a matrix to the next. */
export const strideOf = (matrix: Matrix): number => padded(matrix.cols);
