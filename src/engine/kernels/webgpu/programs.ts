import type { Expression, Expressions } from '../../algebra';
import type { Fold, Measure } from '../kernels';
import { functionsFor, WgslWriter } from './wgsl';

/** Rows and columns. */
export type Shape = readonly [rows: number, cols: number];

/** A compute shader: its code, and the number of work groups for one set of matrices. */
export interface Program {
  readonly code: string;
  readonly groups: readonly [x: number, y: number];
}

/** The maximum number of work groups along one dimension that the standard guarantees. */
const groupLimit = 65_535;

/** The number of threads in a work group, except for products and measures. */
const threads = 64;
/** The number of threads that measure a matrix. More threads spend more time on waiting for each other. */
const measuringThreads = ([rows, cols]: Shape): number => (rows * cols > 8192 ? 256 : 64);

/** WGSL for the position in the arena of the matrix with that index. */
const place = (index: number): string => `places[first + ${index}u]`;

const spread = (groups: number): readonly [number, number] =>
  groups <= groupLimit ? [groups, 1] : [groupLimit, Math.ceil(groups / groupLimit)];

/**
 * The code of a compute shader. All matrices are in one arena, so a program may read a matrix that it also writes. Each
 * work group along z runs on its own set of `matrices` matrices.
 */
const shader = (matrices: number, body: string, main: string, size: readonly [number, number]): string => `
@group(0) @binding(0) var<storage, read_write> arena: array<f32>;
@group(0) @binding(1) var<storage, read> places: array<u32>;
var<private> first: u32;
${functionsFor(body + main)}
${body}
@compute @workgroup_size(${size[0]}, ${size[1]})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
first = group.z * ${matrices}u;
${main}
}`;

/**
 * Statements that read the inputs at `row` and `col` as `x0`, `x1`, …. Single rows, columns and numbers are broadcast.
 */
const reads = (inputs: readonly Shape[], first: number): string =>
  inputs
    .map(([rows, cols], i) => {
      const at = [...(rows > 1 ? [`row * ${cols}u`] : []), ...(cols > 1 ? ['col'] : [])];
      return `let x${i} = arena[${[place(first + i), ...at].join(' + ')}];`;
    })
    .join('\n');

/** A WGSL function `value(row, col)` of an expression. `first` is the index of its first input. */
function valueFunction(expression: Expression, inputs: readonly Shape[], first: number): string {
  const writer = new WgslWriter();
  const [head, ...rest] = inputs.map((_, i) => `x${i}`);
  const result = expression(writer.algebra, head!, ...rest);
  return `fn value(row: u32, col: u32) -> f32 {
${reads(inputs, first)}
${writer.statements}
return ${writer.term(result)};
}`;
}

/** One program for all outputs of an elementwise function. Order of the matrices: outputs, then inputs. */
export function mapProgram(expressions: Expressions, inputs: readonly Shape[], [rows, cols]: Shape): Program {
  const writer = new WgslWriter();
  const results = expressions(writer.algebra, ...inputs.map((_, i) => `x${i}`));
  const main = `let i = (group.y * groups.x + group.x) * ${threads}u + local.x;
if (i >= ${rows * cols}u) { return; }
let row = i / ${cols}u;
let col = i % ${cols}u;
${reads(inputs, results.length)}
${writer.statements}
${results.map((result, k) => `arena[${place(k)} + i] = ${writer.term(result)};`).join('\n')}`;
  return {
    code: shader(results.length + inputs.length, '', main, [threads, 1]),
    groups: spread(Math.ceil((rows * cols) / threads)),
  };
}

const added = (a: string, b: string): string => `${a} + ${b}`;
const larger = (a: string, b: string): string => `maximum(${a}, ${b})`;

/** Combines the values `mine` of all threads of a work group by `combine(a, b)`. The result is in `shared_[0]`. */
const reduce = (count: number, combine: (a: string, b: string) => string): string => `shared_[local.x] = mine;
workgroupBarrier();
for (var span = ${count / 2}u; span > 0u; span /= 2u) {
  if (local.x < span) { shared_[local.x] = ${combine('shared_[local.x]', 'shared_[local.x + span]')}; }
  workgroupBarrier();
}`;

/** Reads the result of a reduction before the next one. No thread may write before all threads have read. */
const share = (name: string): string => `let ${name} = shared_[0];
workgroupBarrier();`;

/** A fold along rows or columns. One work group folds one row or column. Order of the matrices: output, then inputs. */
export function foldProgram(
  along: 'rows' | 'columns',
  fold: Fold,
  expression: Expression,
  inputs: readonly Shape[],
  [rows, cols]: Shape,
): Program {
  const count = along === 'rows' ? cols : rows;
  const outputs = along === 'rows' ? rows : cols;
  const body = `${valueFunction(expression, inputs, 1)}
var<workgroup> shared_: array<f32, ${threads}>;
var<workgroup> indices: array<u32, ${threads}>;`;
  const at = along === 'rows' ? 'value(output, k)' : 'value(k, output)';
  const loop = (visit: string) => `for (var k = local.x; k < ${count}u; k += ${threads}u) {
  let x = ${at};
  ${visit}
}`;
  const adding = fold === 'sum' || fold === 'mean';
  const folded = adding
    ? `var mine = 0.; ${loop('mine += x;')} ${reduce(threads, added)}
let result = shared_[0]${fold === 'mean' ? ` / ${count}.` : ''};`
    : fold === 'max'
      ? `var mine = value(${along === 'rows' ? 'output, 0u' : '0u, output'}); ${loop('mine = maximum(mine, x);')}
${reduce(threads, larger)}
let result = shared_[0];`
      : `var mine = value(${along === 'rows' ? 'output, 0u' : '0u, output'}); var index = 0u;
${loop('if (x > mine) { mine = x; index = k; }')}
shared_[local.x] = mine;
indices[local.x] = index;
workgroupBarrier();
for (var span = ${threads / 2}u; span > 0u; span /= 2u) {
  if (local.x < span) {
    let x = shared_[local.x + span];
    let k = indices[local.x + span];
    if (x > shared_[local.x] || (x == shared_[local.x] && k < indices[local.x])) {
      shared_[local.x] = x;
      indices[local.x] = k;
    }
  }
  workgroupBarrier();
}
let result = f32(indices[0]);`;
  const main = `let output = group.y * groups.x + group.x;
if (output >= ${outputs}u) { return; }
${folded}
if (local.x == 0u) { arena[${place(0)} + output] = result; }`;
  return { code: shader(1 + inputs.length, body, main, [threads, 1]), groups: spread(outputs) };
}

/** A loop over all numbers of a matrix. Each thread visits its share of them. */
const through = (shape: Shape, visit: string): string =>
  `for (var i = local.x; i < ${shape[0] * shape[1]}u; i += ${measuringThreads(shape)}u) {
  let x = value(i / ${shape[1]}u, i % ${shape[1]}u);
  ${visit}
}`;

/**
 * Computes `norm` = √Σ (x − center)². The largest |x − center| is factored out, so that no square under- or overflows.
 */
const normOf = (shape: Shape, center: string): string => `mine = 0.;
${through(shape, `mine = maximum(mine, abs(x - ${center}));`)}
${reduce(measuringThreads(shape), larger)}
${share('largest')}
mine = 0.;
${through(shape, `let scaled = (x - ${center}) / max(largest, 1.1754944e-38); mine += scaled * scaled;`)}
${reduce(measuringThreads(shape), added)}
${share('squares')}
let norm = largest * sqrt(squares);`;

/** A measure of a whole matrix by one work group. Order of the matrices: output, then inputs. */
export function measureProgram(
  measure: Measure,
  expression: Expression,
  inputs: readonly Shape[],
  shape: Shape,
): Program {
  const [rows, cols] = shape;
  const body = `${valueFunction(expression, inputs, 1)}
var<workgroup> shared_: array<f32, ${measuringThreads(shape)}>;`;
  const measures: Record<Measure, string> = {
    sum: `${through(shape, 'mine += x;')} ${reduce(measuringThreads(shape), added)} let result = shared_[0];`,
    norm: `${normOf(shape, '0.')} let result = norm;`,
    zeroColumns: `for (var col = local.x; col < ${cols}u; col += ${measuringThreads(shape)}u) {
  var zero = 1.;
  for (var row = 0u; row < ${rows}u; row++) { zero = select(0., zero, value(row, col) == 0.); }
  mine += zero;
}
${reduce(measuringThreads(shape), added)}
let result = shared_[0];`,
  };
  const main = `var mine = 0.;
${measures[measure]}
if (local.x == 0u) { arena[${place(0)}] = result; }`;
  return { code: shader(1 + inputs.length, body, main, [measuringThreads(shape), 1]), groups: [1, 1] };
}

/** Mean and √Σ (x − mean)² by one work group. Order of the matrices: output, input. */
export function momentsProgram(shape: Shape): Program {
  const body = `${valueFunction((_m, x) => x, [shape], 1)}
var<workgroup> shared_: array<f32, ${measuringThreads(shape)}>;`;
  const main = `var mine = 0.;
${through(shape, 'mine += x;')}
${reduce(measuringThreads(shape), added)}
${share('total')}
let mean = total / ${shape[0] * shape[1]}.;
${normOf(shape, 'mean')}
if (local.x == 0u) {
  arena[${place(0)}] = mean;
  arena[${place(0)} + 1u] = norm;
}`;
  return { code: shader(2, body, main, [measuringThreads(shape), 1]), groups: [1, 1] };
}

/** A work group computes a tile of `tile × tile` numbers. It loads `depth` numbers of the inner dimension at once. */
const tile = 32;
const depth = 16;

/**
 * A matrix product. Each of 16 × 16 threads computes 2 × 2 numbers of a tile. Order of the matrices: output, a, b,
 * bias.
 */
export function multiplyProgram(
  rows: number,
  cols: number,
  inner: number,
  { transposeA, transposeB, bias }: { transposeA: boolean; transposeB: boolean; bias: boolean },
): Program {
  const body = `var<workgroup> left: array<f32, ${tile * depth}>;
var<workgroup> right: array<f32, ${tile * depth}>;
fn a(i: u32, k: u32) -> f32 {
  if (i >= ${rows}u || k >= ${inner}u) { return 0.; }
  return arena[${place(1)} + ${transposeA ? `k * ${rows}u + i` : `i * ${inner}u + k`}];
}
fn b(k: u32, j: u32) -> f32 {
  if (j >= ${cols}u || k >= ${inner}u) { return 0.; }
  return arena[${place(2)} + ${transposeB ? `j * ${inner}u + k` : `k * ${cols}u + j`}];
}
fn put(i: u32, j: u32, sum: f32) {
  if (i < ${rows}u && j < ${cols}u) { arena[${place(0)} + i * ${cols}u + j] = sum${bias ? ` + arena[${place(3)} + j]` : ''}; }
}`;
  // Neighbouring threads load neighbouring numbers, whether or not the factor is transposed.
  const along = (contiguousInner: boolean) =>
    contiguousInner
      ? { k: `e % ${depth}u`, other: `e / ${depth}u` }
      : { k: `e / ${tile}u`, other: `e % ${tile}u` };
  const [of, to] = [along(!transposeA), along(transposeB)];
  const main = `let row = group.y * ${tile}u;
let col = group.x * ${tile}u;
let thread = local.y * 16u + local.x;
var s00 = 0.; var s01 = 0.; var s10 = 0.; var s11 = 0.;
for (var start = 0u; start < ${inner}u; start += ${depth}u) {
  for (var e = thread; e < ${tile * depth}u; e += 256u) {
    left[(${of.k}) * ${tile}u + ${of.other}] = a(row + ${of.other}, start + ${of.k});
    right[(${to.k}) * ${tile}u + ${to.other}] = b(start + ${to.k}, col + ${to.other});
  }
  workgroupBarrier();
  for (var k = 0u; k < ${depth}u; k++) {
    let a0 = left[k * ${tile}u + local.y * 2u];
    let a1 = left[k * ${tile}u + local.y * 2u + 1u];
    let b0 = right[k * ${tile}u + local.x * 2u];
    let b1 = right[k * ${tile}u + local.x * 2u + 1u];
    s00 = fma(a0, b0, s00);
    s01 = fma(a0, b1, s01);
    s10 = fma(a1, b0, s10);
    s11 = fma(a1, b1, s11);
  }
  workgroupBarrier();
}
let i = row + local.y * 2u;
let j = col + local.x * 2u;
put(i, j, s00);
put(i, j + 1u, s01);
put(i + 1u, j, s10);
put(i + 1u, j + 1u, s11);`;
  return {
    code: shader(bias ? 4 : 3, body, main, [16, 16]),
    groups: [Math.ceil(cols / tile), Math.ceil(rows / tile)],
  };
}
