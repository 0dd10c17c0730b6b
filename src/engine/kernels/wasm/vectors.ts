import { type Code, simd, v128 } from './assembler';

/**
 * One vector of four floats in a computation: an instruction on other vectors. `Graph` creates each distinct vector
 * once.
 */
export interface Vector {
  readonly id: number;
}

/** How an input is broadcast to the place that is being computed. */
export type Reach = 'full' | 'row' | 'column' | 'scalar';

type Node =
  | { readonly kind: 'constant'; readonly bits: number }
  | { readonly kind: 'lanes'; readonly bytes: readonly number[] }
  /** The input's four floats at this place. `input` is the index of an address parameter. */
  | { readonly kind: 'load'; readonly input: number; readonly reach: Reach }
  /** The index of the column, as floats. */
  | { readonly kind: 'column' }
  | { readonly kind: 'simd'; readonly code: number; readonly args: readonly Vector[] }
  | { readonly kind: 'shift'; readonly code: number; readonly arg: Vector; readonly by: number };

const word = new DataView(new ArrayBuffer(4));

/** The bit pattern of a float. */
export function bitsOf(value: number): number {
  word.setFloat32(0, value);
  return word.getInt32(0);
}

/** Computations on vectors as a graph without duplicates. Expressions share their common parts. */
export class Graph {
  readonly nodes: Node[] = [];
  private readonly keys: string[] = [];
  private readonly known = new Map<string, Vector>();
  private readonly needed = new Map<Vector, readonly number[]>();

  /** @param fused whether fused multiply-add is available */
  constructor(readonly fused: boolean) {}

  /** A text that equals another graph's if the graphs are equal. */
  get key(): string {
    return this.keys.join(' ');
  }

  private node(key: string, node: Node): Vector {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const vector = { id: this.nodes.push(node) - 1 };
    this.known.set(key, vector);
    this.keys.push(key);
    return vector;
  }

  load(input: number, reach: Reach): Vector {
    return this.node(`load${input}${reach}`, { kind: 'load', input, reach });
  }
  column(): Vector {
    return this.node('column', { kind: 'column' });
  }
  constant(value: number): Vector {
    return this.bits(bitsOf(value));
  }
  bits(bits: number): Vector {
    return this.node(`bits${bits}`, { kind: 'constant', bits });
  }
  lanes(bytes: readonly number[]): Vector {
    return this.node(`lanes${bytes.join()}`, { kind: 'lanes', bytes });
  }
  simd(code: number, ...args: Vector[]): Vector {
    let key = `simd${code}`;
    for (const { id } of args) key += `,${id}`;
    return this.node(key, { kind: 'simd', code, args });
  }
  shift(code: number, arg: Vector, by: number): Vector {
    return this.node(`shift${code},${arg.id},${by}`, { kind: 'shift', code, arg, by });
  }
  /** a · b + c */
  fma(a: Vector, b: Vector, c: Vector): Vector {
    if (this.fused) return this.simd(simd.relaxedMadd, a, b, c);
    return this.simd(simd.f32x4Add, this.simd(simd.f32x4Mul, a, b), c);
  }
  /** a if mask, else b. The mask of a lane is all ones or all zeros. */
  select(mask: Vector, a: Vector, b: Vector): Vector {
    return this.simd(this.fused ? simd.relaxedLaneSelect : simd.bitselect, a, b, mask);
  }

  /** The inputs that a vector depends on. */
  inputs(vector: Vector): readonly number[] {
    // Each vector is visited once. A visit along every path to the inputs would take exponential time.
    const known = this.needed.get(vector);
    if (known) return known;
    const node = this.nodes[vector.id]!;
    const inputs =
      node.kind === 'load'
        ? [node.input]
        : [...new Set(this.args(vector).flatMap((arg) => this.inputs(arg)))];
    this.needed.set(vector, inputs);
    return inputs;
  }

  args(vector: Vector): readonly Vector[] {
    const node = this.nodes[vector.id]!;
    if (node.kind === 'simd') return node.args;
    return node.kind === 'shift' ? [node.arg] : [];
  }
}

/**
 * Writes vectors of a graph into a function. Each is computed in the outermost loop that its inputs allow. Constants
 * and scalars are computed once, and values of the outer loop once per round of it. The rest is computed in the inner
 * loop.
 */
export class Emitter {
  private readonly locals = new Map<Vector, number>();
  private readonly levels = new Map<Vector, number>();

  /**
   * @param level the loop (0 none, 1 outer, 2 inner) that a load of this kind depends on
   * @param load writes the load of an input
   */
  constructor(
    private readonly code: Code,
    private readonly graph: Graph,
    private readonly level: (reach: Reach) => number,
    private readonly load: (input: number, reach: Reach) => void,
    private readonly column: () => void,
  ) {}

  /** Computes everything that `roots` need at this level of the loop nest and stores it in locals. */
  prepare(roots: readonly Vector[], level: number): void {
    const seen = new Set<Vector>();
    for (const root of roots) this.visit(root, level, seen);
  }

  /** Forgets the values of this level and of deeper ones, before their code is written again elsewhere. */
  forget(level: number): void {
    for (const vector of [...this.locals.keys()])
      if (this.levelOf(vector) >= level) this.locals.delete(vector);
  }

  /** Pushes a vector that was computed before. */
  get(vector: Vector): void {
    this.code.get(this.locals.get(vector)!);
  }

  private levelOf(vector: Vector): number {
    const known = this.levels.get(vector);
    if (known !== undefined) return known;
    const node = this.graph.nodes[vector.id]!;
    const own = node.kind === 'load' ? this.level(node.reach) : node.kind === 'column' ? 2 : 0;
    const level = Math.max(own, ...this.graph.args(vector).map((arg) => this.levelOf(arg)));
    this.levels.set(vector, level);
    return level;
  }

  private visit(vector: Vector, level: number, seen: Set<Vector>): void {
    if (this.locals.has(vector) || seen.has(vector)) return;
    seen.add(vector);
    const args = this.graph.args(vector);
    for (const arg of args) this.visit(arg, level, seen);
    if (this.levelOf(vector) > level) return;
    for (const arg of args) this.get(arg);
    this.instruction(vector);
    const local = this.code.local(v128);
    this.code.set(local);
    this.locals.set(vector, local);
  }

  private instruction(vector: Vector): void {
    const { code } = this;
    const node = this.graph.nodes[vector.id]!;
    if (node.kind === 'constant') code.splat(node.bits);
    else if (node.kind === 'lanes') code.lanes(node.bytes);
    else if (node.kind === 'load') this.load(node.input, node.reach);
    else if (node.kind === 'column') this.column();
    else if (node.kind === 'simd') code.simd(node.code);
    else code.constant(node.by).simd(node.code);
  }
}
