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
 * shape that touches the same matrices, unless something between them, or a fold within, must come first.
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
  return passes;
}

/** The earlier sweep that a call shares most matrices with, of those it may join. */
function findHome(passes: readonly Pass[], call: Elementwise): SweepPass | undefined {
  const { reads, writes } = accesses(call);
  let best: SweepPass | undefined;
  let most = 0;
  for (let i = passes.length - 1; i >= 0; i--) {
    const pass = passes[i]!;
    if (pass instanceof SweepPass && pass.accepts(call)) {
      const shared = pass.shared(call);
      if (shared > most) {
        best = pass;
        most = shared;
      }
    }
    const before = pass instanceof SweepPass ? pass : productAccesses(pass);
    if (overlap(before.writes, reads) || overlap(before.reads, writes) || overlap(before.writes, writes)) break;
  }
  return best;
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

/** Addresses that one function may be given, within what engines take. */
const mostAddresses = 40;

/** Calls of one shape that run as one sweep. */
export class SweepPass {
  readonly kind = 'sweep';
  readonly reads: Access[] = [];
  readonly writes: Access[] = [];
  /** The addresses that the sweep's inputs and outputs number. */
  readonly addresses: number[] = [];
  private readonly rows: number;
  private readonly cols: number;
  private readonly graph: Graph;
  private readonly values = new Map<Placed, Vector>();
  private readonly folds: Folding[] = [];
  private readonly foldsRows: boolean[] = [];

  constructor(first: Elementwise, fused: boolean) {
    const { rows, cols } = spaceOf(first);
    this.rows = rows;
    this.cols = cols;
    this.graph = new Graph(fused);
    this.add(first);
  }

  /** Matrices of the sweep's own shape that the call touches too. */
  shared(call: Elementwise): number {
    const { reads, writes } = accesses(call);
    const mine = new Set([...this.reads, ...this.writes].flatMap((a) => (a.inPlace ? [a.matrix] : [])));
    const theirs = new Set([...reads, ...writes].flatMap((a) => (a.inPlace ? [a.matrix] : [])));
    return [...theirs].filter((matrix) => mine.has(matrix)).length;
  }

  /** Whether the call may run in this sweep, after what is in it: everything both touch, they touch place by place. */
  accepts(call: Elementwise): boolean {
    const { rows, cols } = spaceOf(call);
    if (rows !== this.rows || cols !== this.cols || this.addresses.length > mostAddresses) return false;
    if (call.kind === 'fold' && call.over !== 'all' && this.foldsRows.some((x) => x !== (call.over === 'rows')))
      return false;
    if (call.kind === 'fold' && call.fold === 'zeroColumns' && this.foldsRows.includes(true)) return false;
    const { reads, writes } = accesses(call);
    const clash = (mine: readonly Access[], theirs: readonly Access[]) =>
      mine.some((a) => theirs.some((b) => touches(a, b) && !(a.inPlace && b.inPlace)));
    return !clash(this.writes, reads) && !clash(this.reads, writes) && !clash(this.writes, writes);
  }

  add(call: Elementwise): void {
    const m = vectorAlgebra(this.graph);
    const inputs = call.inputs.map((matrix) => this.value(matrix));
    if (call.kind === 'map') {
      const results = call.expressions(m, ...inputs);
      for (const [i, out] of call.outs.entries()) {
        const result = results[i]!;
        this.values.set(out, typeof result === 'number' ? this.graph.constant(result) : result);
      }
    } else {
      const vector = call.expression(m, ...inputs);
      const output = this.address(call.out.address + (call.over === 'all' ? call.slot * 4 : 0));
      this.folds.push({ over: call.over, kind: call.fold, vector, output } as Folding);
      if (call.over !== 'all') this.foldsRows.push(call.over === 'rows');
      else if (call.fold === 'zeroColumns') this.foldsRows.push(false);
    }
    const { reads, writes } = accesses(call);
    this.reads.push(...reads);
    this.writes.push(...writes);
  }

  /** The sweep, and a text that is the same for sweeps that differ in their addresses alone. */
  build(): { sweep: Sweep; key: string } {
    const { rows, cols, graph, folds } = this;
    const stores = [...this.values].map(([matrix, vector]) => ({
      vector,
      output: this.address(matrix.address),
    }));
    const sweep = { rows, cols, graph, stores, folds };
    return { sweep, key: JSON.stringify([rows, cols, graph.nodes, stores, folds]) };
  }

  private value(matrix: Placed): Vector {
    const known = this.values.get(matrix);
    if (known) return known;
    return this.graph.load(this.address(matrix.address), this.reach(matrix));
  }

  private reach(matrix: Placed): Reach {
    if (matrix.rows === this.rows && matrix.cols === this.cols) return 'full';
    if (matrix.rows === 1 && matrix.cols === 1) return 'scalar';
    return matrix.rows === 1 ? 'row' : 'column';
  }

  private address(address: number): number {
    const index = this.addresses.indexOf(address);
    return index >= 0 ? index : this.addresses.push(address) - 1;
  }
}

/** Floats from one row of a matrix to the next. */
export const strideOf = (matrix: Matrix): number => padded(matrix.cols);
