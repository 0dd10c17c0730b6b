import type { Expression } from '../../algebra';
import type { Fold, Matrix, Measure } from '../kernels';
import { functionsFor, GlslWriter } from './glsl';
import { blocks } from './placed';
import type { Formula } from './recorded';

/** How a matrix reaches over the space that a program walks: one of one row, column or number is repeated. */
export type Reach = 'full' | 'row' | 'column' | 'number';

export function reachOf({ rows, cols }: Matrix, [spaceRows, spaceCols]: readonly [number, number]): Reach {
  const [wide, high] = [cols === spaceCols, rows === spaceRows];
  if (wide && high) return 'full';
  if (wide && cols > 1) return 'row';
  return high && rows > 1 ? 'column' : 'number';
}

/** A shader, but for the pages that its inputs stand on. */
export interface Shader {
  /** Shaders of one key differ in nothing. */
  readonly key: string;
  /** Matrices that it writes, four colour attachments each. */
  readonly outs: number;
  /** Blocks of four integers that each run of it is told. */
  readonly stride: number;
  /**
   * @param pages of each input
   * @param span pixels along a side of what is drawn on
   */
  code(pages: readonly number[], span: number): { readonly vertex: string; readonly fragment: string };
}

/** Blocks of four integers that a program may be told at once: 16 kB, which every card grants. */
export const placesAtOnce = 1024;

/** What is told, and inputs of one number, that corners hand on to pixels: more than 15 is not granted everywhere. */
const handedOn = { told: 9, numbers: 16 } as const;

/** How a shader names what it is given. */
interface Names {
  /** The texture that an input stands on. */
  page(input: number): string;
  /** Where on it the input begins. */
  from(input: number): string;
  /** A block of what a run is told. */
  told(block: number): string;
}

/**
 * A program runs on rectangles of blocks, a block of 4 × 4 numbers a pixel: its four rows are the four layers of a page. Of
 * each rectangle it is told, in `places`: where it stands `(x, y, width, height)`, `numbers` blocks of four numbers, and then
 * where the inputs stand, two to a block. Corners read it and hand it on, with the inputs that are one number.
 */
function shader(
  { reaches, outs, numbers }: { reaches: readonly Reach[]; outs: number; numbers: number },
  write: (names: Names) => string,
): Shader {
  const stride = 1 + numbers + Math.ceil(reaches.length / 2);
  const handed = reaches.flatMap((reach, i) => (reach === 'number' ? [i] : [])).slice(0, handedOn.numbers);
  const number = (input: number) => {
    const index = handed.indexOf(input);
    return `numbers${index >> 2}.${'xyzw'[index & 3]}`;
  };
  const told = (block: number) => (block < handedOn.told ? `told${block}` : `places[first + ${block}]`);
  const from = (input: number) => `${told(1 + numbers + (input >> 1))}.${input % 2 ? 'zw' : 'xy'}`;
  const toldBlocks = Array.from({ length: Math.min(stride, handedOn.told) }, (_, block) => block);
  const code = (pages: readonly number[], span: number) => {
    const page = (input: number) => `page${pages[input]}`;
    const varyings = (way: 'in' | 'out') =>
      [
        `flat ${way} int first;`,
        ...toldBlocks.map((block) => `flat ${way} ivec4 told${block};`),
        ...Array.from({ length: blocks(handed.length) }, (_, i) => `flat ${way} vec4 numbers${i};`),
      ].join('\n');
    const head = (body: string) => `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2DArray;
layout(std140) uniform Places { ivec4 places[${placesAtOnce}]; };
${[...new Set(pages)]
  .filter((page) => body.includes(`page${page},`))
  .map((page) => `uniform sampler2DArray page${page};`)
  .join('\n')}`;
    const corner = handed
      .map((input) => `${number(input)} = texelFetch(${page(input)}, ivec3(${from(input)}, 0), 0).x;`)
      .join('\n');
    const body = write({ page, from, told });
    const one = reaches.map((reach, i) => {
      if (reach !== 'number') return '';
      const value = handed.includes(i) ? number(i) : `texelFetch(${page(i)}, ivec3(${from(i)}, 0), 0).x`;
      return `#define x${i} vec4(${value})`;
    });
    return {
      vertex: `${head(corner)}
${varyings('out')}
void main() {
  first = gl_InstanceID * ${stride};
${toldBlocks.map((block) => `  told${block} = places[first + ${block}];`).join('\n')}
${corner}
  ivec2 corner = told0.xy + ivec2(gl_VertexID & 1, gl_VertexID >> 1) * told0.zw;
  gl_Position = vec4(vec2(corner) / ${span / 2}. - 1., 0., 1.);
}`,
      fragment: `${head(`${body} ${one.join(' ')}`)}
${varyings('in')}
${Array.from({ length: 4 * outs }, (_, k) => `layout(location = ${k}) out vec4 out${k};`).join('\n')}
const ivec4 lanes = ivec4(0, 1, 2, 3);
const vec4 none = vec4(0.);
${one.join('\n')}
${functionsFor(body)}
${body}`,
    };
  };
  const { vertex, fragment } = code(
    reaches.map((_, i) => i),
    2,
  );
  return { key: vertex + fragment, outs, stride, code };
}

/** The four numbers of input `i`, which is not one number, in a `row` of the block `at`. */
function sample(reach: Reach, page: string, from: string): string {
  if (reach === 'full') return `texelFetch(${page}, ivec3(${from} + at, row), 0)`;
  if (reach === 'row') return `texelFetch(${page}, ivec3(${from} + ivec2(at.x, 0), 0), 0)`;
  return `texelFetch(${page}, ivec3(${from} + ivec2(0, at.y), row), 0).xxxx`;
}

const reads = (reaches: readonly Reach[], { page, from }: Names): string =>
  reaches
    .map((reach, i) => (reach === 'number' ? '' : `vec4 x${i} = ${sample(reach, page(i), from(i))};`))
    .join('\n');

/** What a program begins with: the block of its rectangle that it is at, and the shape of the space. */
const begin = ({ told }: Names): string => `ivec2 at = ivec2(gl_FragCoord.xy) - ${told(0)}.xy;
int rows = ${told(1)}.x;
int cols = ${told(1)}.y;`;

const fourRows = (write: (row: number) => string): string => [0, 1, 2, 3].map(write).join('\n');

/** The block of a product in `sum0` … `sum3`; `a` and `b` are the inputs of those numbers. */
function productCode(
  { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean },
  { page, from, told }: Names,
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
int inner = ${told(1)}.z;
for (int k = 0; k < inner; k++) {
${fourRows(fetchA)}
${fourRows(fetchB)}
${transposeB ? turned : ''}
${fourRows(added)}
}`;
}

/**
 * Elementwise formulas, perhaps of a product. Inputs: those of the formulas, then the factors. Told: rows and cols, and blocks
 * of the inner dimension.
 * @param chosen which of the formula's results are written
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

/** A GLSL function of the numbers of an expression in a row of a block. */
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

/** An expression folded along rows or columns. Told: rows and cols of the space. */
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
  for (int row = 0; row < 4 && 4 * y + row < rows; row++) { vec4 x = value(ivec2(at.x, y), row); ${step} }
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

/** The first of the largest: each lane finds its own, then the best of the four, of equals the one further left. */
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

/** A root of a sum of squares that goes on from rows to rows, the largest number taken out: squares neither underflow nor overflow. */
const growingNorm = `vec4 largest = none;
vec4 squares = none;
void grow(vec4 a, vec4 b, vec4 c, vec4 d) {
  vec4 grown = max(max(largest, max(abs(a), abs(b))), max(abs(c), abs(d)));
  vec4 unit = 1. / max(grown, vec4(1.1754943508222875e-38));
  vec4 shrunk = largest * unit;
  a *= unit; b *= unit; c *= unit; d *= unit;
  squares = squares * shrunk * shrunk + a * a + b * b + c * c + d * d;
  largest = grown;
}`;

/** The measures of a strip of columns, `[strips, cols]`, with which `finishShader` makes a number of them all. */
export type Part = Measure | 'moments';

/** The first half of a measure. Told: rows and cols of the space, and how many blocks down a strip is. */
export function partShader(part: Part, expression: Expression, reaches: readonly Reach[]): Shader {
  return shader({ reaches, outs: 1, numbers: 1 }, (names) => {
    const walk = (visit: string) => `for (int y = start; y < end; y++) { ${visit} }`;
    const eachRow = (visit: string) =>
      walk(
        `for (int row = 0; row < 4 && 4 * y + row < rows; row++) { vec4 x = value(ivec2(at.x, y), row); ${visit} }`,
      );
    const within = (row: number, center: string) =>
      `4 * y + ${row} < rows ? value(ivec2(at.x, y), ${row})${center} : none`;
    const norm = (center: string) =>
      walk(`grow(${[0, 1, 2, 3].map((row) => within(row, center)).join(', ')});`);
    const codes: Record<Part, string> = {
      sum: `vec4 result = none; ${eachRow('result += x;')} vec4 second = none;`,
      zeroColumns: `vec4 nonzero = none; ${eachRow('nonzero += vec4(notEqual(x, none));')}
vec4 result = vec4(equal(nonzero, none)); vec4 second = none;`,
      norm: `${norm('')} vec4 result = largest * sqrt(squares); vec4 second = none;`,
      moments: `vec4 result = none; ${eachRow('result += x;')}
result /= float(min(4 * end, rows) - 4 * start);
${norm(' - result')} vec4 second = largest * sqrt(squares);`,
    };
    const normed = part === 'norm' || part === 'moments';
    return `${valueFunction(expression, reaches, names)}
${normed ? growingNorm : ''}
void main() {
${begin(names)}
int start = at.y * ${names.told(1)}.z;
int end = min(start + ${names.told(1)}.z, (rows + 3) / 4);
${codes[part]}
bvec4 inside = lessThan(4 * at.x + lanes, ivec4(cols));
out0 = mix(none, result, inside);
out1 = mix(none, second, inside);
out2 = out3 = none;
}`;
  });
}

/** What a slot of a finished block of measures gets. */
export const slotKinds = ['nothing', 'kept', 'sum', 'norm', 'mean', 'deviation'] as const;
export type SlotKind = (typeof slotKinds)[number];

/**
 * The second half of four measures. Inputs: the parts of the four, and what holds the slots that keep what they have. Told: how
 * far right in that the block is; then for each slot its kind, rows and cols of what was measured, and how many blocks down a
 * strip is.
 */
export const finishShader: Shader = shader(
  { reaches: new Array<Reach>(5).fill('full'), outs: 1, numbers: 5 },
  finishCode(true),
);

/** The same where no slot keeps what it has. */
export const finishWholeShader: Shader = shader(
  { reaches: new Array<Reach>(4).fill('full'), outs: 1, numbers: 5 },
  finishCode(false),
);

function finishCode(keeps: boolean) {
  const kind = (name: SlotKind) => `kind == ${slotKinds.indexOf(name)}`;
  return ({ page, from, told }: Names): string => `${growingNorm}
float over(vec4 x) { return x.x + x.y + x.z + x.w; }
float finish(ivec2 from, ivec4 told) {
int kind = told.x, rows = told.y, cols = told.z, strip = told.w;
if (${kind('nothing')}) return 0.;
int width = (cols + 3) / 4;
int strips = ((rows + 3) / 4 + strip - 1) / strip;
vec4 sum = none;
largest = none;
squares = none;
if (${kind('norm')}) {
  for (int y = 0; y < strips; y++) for (int x = 0; x < width; x++) grow(texelFetch(${page(0)}, ivec3(from + ivec2(x, y), 0), 0), none, none, none);
} else {
  for (int y = 0; y < strips; y++) {
    float share = ${kind('sum')} ? 1. : float(min(4 * strip, rows - 4 * strip * y)) / float(rows);
    for (int x = 0; x < width; x++) sum += share * texelFetch(${page(0)}, ivec3(from + ivec2(x, y), 0), 0);
  }
}
if (${kind('sum')}) return over(sum);
float mean = over(sum) / float(cols);
if (${kind('mean')}) return mean;
if (${kind('deviation')}) {
  for (int y = 0; y < strips; y++) {
    float weight = sqrt(float(min(4 * strip, rows - 4 * strip * y)));
    for (int x = 0; x < width; x++) {
      vec4 aside = weight * (texelFetch(${page(0)}, ivec3(from + ivec2(x, y), 0), 0) - mean);
      grow(texelFetch(${page(0)}, ivec3(from + ivec2(x, y), 1), 0), mix(none, aside, lessThan(4 * x + lanes, ivec4(cols))), none, none);
    }
  }
}
float whole = max(max(largest.x, largest.y), max(largest.z, largest.w));
vec4 shrunk = largest / max(whole, 1.1754943508222875e-38);
return whole * sqrt(over(squares * shrunk * shrunk));
}
void main() {
vec4 result = vec4(${[0, 1, 2, 3].map((slot) => `finish(${from(slot)}, ${told(2 + slot)})`).join(', ')});
${
  keeps
    ? `ivec4 kinds = ivec4(${[2, 3, 4, 5].map((block) => `${told(block)}.x`).join(', ')});
vec4 before = texelFetch(${page(4)}, ivec3(${from(4)} + ivec2(${told(1)}.x, 0), 0), 0);
result = mix(result, before, equal(kinds, ivec4(${slotKinds.indexOf('kept')})));`
    : ''
}
out0 = result;
out1 = out2 = out3 = none;
}`;
}
