import type { Expression } from '../../algebra';
import type { Fold } from '../kernels';
import { GlslWriter } from './glsl';
import type { Formula } from './recorded';
import { begin, type Names, type Reach, reads, type Shader, shader } from './shader';

const fourRows = (write: (row: number) => string): string => [0, 1, 2, 3].map(write).join('\n');

/** Computes a block of a product in `sum0` … `sum3`. `a` and `b` are the indices of the factors among the inputs. */
function productCode(
  { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean },
  { page, from, args }: Names,
  a: number,
  b: number,
): string {
  const fetchA = (row: number) =>
    `vec4 a${row} = texelFetch(${page(a)}, ivec3(${from(a)} + ${transposeA ? 'ivec2(at.y, k)' : 'ivec2(k, at.y)'}, ${row}), 0);`;
  const fetchB = (row: number) =>
    `vec4 b${row} = texelFetch(${page(b)}, ivec3(${from(b)} + ${transposeB ? 'ivec2(k, at.x)' : 'ivec2(at.x, k)'}, ${row}), 0);`;
  const left = (row: number, k: number) => (transposeA ? `a${k}.${'xyzw'[row]}` : `a${row}.${'xyzw'[k]}`);
  const added = (row: number) => [0, 1, 2, 3].map((k) => `sum${row} += ${left(row, k)} * b${k};`).join(' ');
  const turned = `mat4 turned = transpose(mat4(b0, b1, b2, b3));
b0 = turned[0]; b1 = turned[1]; b2 = turned[2]; b3 = turned[3];`;
  return `vec4 sum0 = none, sum1 = none, sum2 = none, sum3 = none;
int inner = ${args(1)}.z;
for (int k = 0; k < inner; k++) {
${fourRows(fetchA)}
${fourRows(fetchB)}
${transposeB ? turned : ''}
${fourRows(added)}
}`;
}

/**
 * The shader of elementwise formulas, optionally of a matrix product. Inputs: those of the formulas, then the factors.
 * Integer arguments: rows and cols, and the inner dimension in blocks.
 * @param chosen indices of the formula's results that are written
 */
export function elementwiseShader(
  formula: Formula,
  reaches: readonly Reach[],
  product: { transposeA: boolean; transposeB: boolean } | undefined,
  chosen: readonly number[],
): Shader {
  const count = reaches.length;
  const factors: Reach[] = product ? ['full', 'full'] : [];
  return shader({ reaches: [...reaches, ...factors], outs: chosen.length, numbers: 1 }, (names) => {
    const writer = new GlslWriter();
    const all = formula(
      writer,
      reaches.map((_, i) => `x${i}`),
      'product',
    );
    const results = chosen.map((index) => all[index]!);
    const outs = results.map((_, k) => `out vec4 y${k}`);
    const put = (row: number) => `${results.map((_, k) => `out${4 * k + row} = none;`).join(' ')}
if (4 * at.y + ${row} < rows) {
  ${results.map((_, k) => `vec4 y${k};`).join(' ')}
  compute(at, ${row}, ${product ? `sum${row}` : 'none'}, ${results.map((_, k) => `y${k}`).join(', ')});
  ${results.map((_, k) => `out${4 * k + row} = mix(none, y${k}, inside);`).join(' ')}
}`;
    return `void compute(ivec2 at, int row, vec4 product, ${outs.join(', ')}) {
${reads(reaches, names)}
${writer.statements}
${results.map((result, k) => `y${k} = ${result};`).join('\n')}
}
void main() {
${begin(names)}
bvec4 inside = lessThan(4 * at.x + lanes, ivec4(cols));
${product ? productCode(product, names, count, count + 1) : ''}
${fourRows(put)}
}`;
  });
}

/** A GLSL function `value(at, row)`. It returns the four numbers of an expression in a row of a block. */
function valueFunction(expression: Expression, reaches: readonly Reach[], names: Names): string {
  const writer = new GlslWriter();
  const [head, ...rest] = reaches.map((_, i) => `x${i}`);
  const result = expression(writer.algebra, head!, ...rest);
  return `vec4 value(ivec2 at, int row) {
${reads(reaches, names)}
${writer.statements}
return ${writer.term(result)};
}`;
}

const lowest = 'vec4(uintBitsToFloat(0xff800000u))';

const foldSteps: Record<Exclude<Fold, 'argmax'>, { first: string; step: string }> = {
  sum: { first: 'none', step: 'folded += x;' },
  mean: { first: 'none', step: 'folded += x;' },
  max: { first: lowest, step: 'folded = maximum(folded, x);' },
};

const across: Record<Exclude<Fold, 'argmax'>, string> = {
  sum: 'folded.x + folded.y + folded.z + folded.w',
  mean: '(folded.x + folded.y + folded.z + folded.w) / float(cols)',
  max: 'maximum(maximum(folded.xxxx, folded.yyyy), maximum(folded.zzzz, folded.wwww)).x',
};

/** The shader that folds an expression along rows or columns. Integer arguments: rows and cols of the expression. */
export function foldShader(
  along: 'rows' | 'columns',
  fold: Fold,
  expression: Expression,
  reaches: readonly Reach[],
): Shader {
  return shader({ reaches, outs: 1, numbers: 1 }, (names) => {
    const value = valueFunction(expression, reaches, names);
    if (along === 'columns') {
      const { first, step } = foldSteps[fold as Exclude<Fold, 'argmax'>];
      return `${value}
void main() {
${begin(names)}
vec4 folded = ${first};
for (int y = 0; 4 * y < rows; y++) {
${fourRows((row) => `{ vec4 x = mix(${first}, value(ivec2(at.x, y), ${row}), bvec4(4 * y + ${row} < rows)); ${step} }`)}
}
${fold === 'mean' ? 'folded /= float(rows);' : ''}
out0 = mix(none, folded, lessThan(4 * at.x + lanes, ivec4(cols)));
out1 = out2 = out3 = none;
}`;
    }
    const numberOf = fold === 'argmax' ? argmaxRow : foldRow(fold);
    return `${value}
${numberOf}
void main() {
${begin(names)}
${fourRows((row) => `out${row} = vec4(4 * at.y + ${row} < rows ? folding(at.y, ${row}, cols) : 0., 0., 0., 0.);`)}
}`;
  });
}

const foldRow = (fold: Exclude<Fold, 'argmax'>): string => {
  const { first, step } = foldSteps[fold];
  return `float folding(int y, int row, int cols) {
vec4 folded = ${first};
for (int k = 0; 4 * k < cols; k++) {
  vec4 x = mix(${first}, value(ivec2(k, y), row), lessThan(4 * k + lanes, ivec4(cols)));
  ${step}
}
return ${across[fold]};
}`;
};

/** The index of the first largest number. Each lane finds its own largest; then the four are compared. */
const argmaxRow = `float folding(int y, int row, int cols) {
vec4 best = mix(${lowest}, value(ivec2(0, y), row), lessThan(lanes, ivec4(cols)));
vec4 index = vec4(lanes);
for (int k = 1; 4 * k < cols; k++) {
  vec4 x = mix(${lowest}, value(ivec2(k, y), row), lessThan(4 * k + lanes, ivec4(cols)));
  bvec4 above = greaterThan(x, best);
  best = mix(best, x, above);
  index = mix(index, vec4(4 * k + lanes), above);
}
vec2 result = vec2(best.x, index.x);
for (int lane = 1; lane < 4; lane++) {
  if (best[lane] > result.x || (best[lane] == result.x && index[lane] < result.y)) result = vec2(best[lane], index[lane]);
}
return result.y;
}`;
