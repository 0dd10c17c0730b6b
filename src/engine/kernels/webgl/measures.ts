import type { Expression } from '../../algebra';
import type { Measure } from '../kernels';
import { GlslWriter } from './glsl';
import { begin, type Names, type Reach, reads, type Shader, shader } from './shader';

/**
 * GLSL functions that accumulate √Σ x². They keep the largest |x| separately and sum the squares relative to it. The
 * squares therefore neither underflow nor overflow.
 */
const growingNorm = `const float least = 1.1754943508222875e-38;
void grow(inout vec4 largest, inout vec4 squares, vec4 a, vec4 b, vec4 c, vec4 d) {
  vec4 grown = max(max(largest, max(abs(a), abs(b))), max(abs(c), abs(d)));
  vec4 unit = 1. / max(grown, vec4(least));
  vec4 shrunk = largest * unit;
  a *= unit; b *= unit; c *= unit; d *= unit;
  squares = squares * shrunk * shrunk + a * a + b * b + c * c + d * d;
  largest = grown;
}
void growBy(inout vec4 largest, inout vec4 squares, vec4 a) {
  vec4 grown = max(largest, abs(a));
  vec4 unit = 1. / max(grown, vec4(least));
  vec4 shrunk = largest * unit;
  a *= unit;
  squares = squares * shrunk * shrunk + a * a;
  largest = grown;
}`;

/** The results of a measure for each column of a strip. Each is stored in its own layer of the part. */
const halves = {
  sum: ['sum'],
  norm: ['norm'],
  zeroColumns: ['columns'],
  moments: ['mean', 'deviation'],
} as const;
export type Half = (typeof halves)[keyof typeof halves][number];

/** One of the measures that a shader computes together. */
export interface Measured {
  readonly measure: Measure | 'moments';
  readonly expression: Expression;
  /** Indices of the shader's inputs that are the inputs of the expression. */
  readonly of: readonly number[];
}

/** The layers that a measure uses in a part. */
export const halvesOf = (measure: Measured['measure']): readonly Half[] => halves[measure];

const rowsOfBlock = [0, 1, 2, 3] as const;

/**
 * The first halves of measures over one shape. The shape is cut into strips of rows. Each column of a strip is reduced
 * to one number for each half. The output has one row of blocks for each strip. Its layers are the halves in their
 * order, at most four. Integer arguments: rows and cols of the shape, and the height of a strip in blocks.
 */
export function partShader(measures: readonly Measured[], reaches: readonly Reach[]): Shader {
  return shader({ reaches, outs: 1, numbers: 1 }, (names) => {
    const outs = measures.map((_, k) => `out vec4 v${k}_`);
    const writer = new GlslWriter();
    const results = measures.map(({ expression, of }) => {
      const [head, ...rest] = of.map((i) => `x${i}`);
      return writer.term(expression(writer.algebra, head!, ...rest));
    });
    const inRow = (row: number, value: string) => `mix(none, ${value}, in${row})`;
    const over = (write: (row: number) => string) => rowsOfBlock.map(write).join(' + ');
    const accumulate: Record<Measured['measure'], (k: number) => string> = {
      sum: (k) => `sum${k} += ${over((row) => inRow(row, `v${k}_${row}`))};`,
      // Adds the deviations from the block's mean, and that mean's deviation from the previous mean (Chan et al. 1983).
      moments: (k) => `vec4 added${k} = ${over((row) => inRow(row, `v${k}_${row}`))};
vec4 mean${k} = added${k} / count;
grow(largest${k}, squares${k}, ${rowsOfBlock.map((row) => inRow(row, `v${k}_${row} - mean${k}`)).join(', ')});
growBy(largest${k}, squares${k}, sqrt(before * count / (before + count)) * (mean${k} - sum${k} / max(before, 1.)));
sum${k} += added${k};`,
      zeroColumns: (k) =>
        `sum${k} += ${over((row) => `vec4(notEqual(${inRow(row, `v${k}_${row}`)}, none))`)};`,
      norm: (k) =>
        `grow(largest${k}, squares${k}, ${rowsOfBlock.map((row) => inRow(row, `v${k}_${row}`)).join(', ')});`,
    };
    const result: Record<Half, (k: number) => string> = {
      sum: (k) => `sum${k}`,
      mean: (k) => `sum${k}`,
      columns: (k) => `vec4(equal(sum${k}, none))`,
      norm: (k) => `largest${k} * sqrt(squares${k})`,
      deviation: (k) => `largest${k} * sqrt(squares${k})`,
    };
    const layers = measures.flatMap(({ measure }, k) => halvesOf(measure).map((half) => result[half](k)));
    return `${growingNorm}
void values(ivec2 at, int row, ${outs.join(', ')}) {
${reads(reaches, names)}
${writer.statements}
${results.map((value, k) => `v${k}_ = ${value};`).join('\n')}
}
void main() {
${begin(names)}
int start = at.y * ${names.args(1)}.z;
int end = min(start + ${names.args(1)}.z, (rows + 3) / 4);
${measures.map((_, k) => `vec4 sum${k} = none, largest${k} = none, squares${k} = none;`).join('\n')}
for (int y = start; y < end; y++) {
ivec2 block = ivec2(at.x, y);
float before = float(4 * (y - start)), count = float(min(rows - 4 * y, 4));
${rowsOfBlock
  .map(
    (row) => `vec4 ${measures.map((_, k) => `v${k}_${row}`).join(', ')};
values(block, ${row}, ${measures.map((_, k) => `v${k}_${row}`).join(', ')});
bvec4 in${row} = bvec4(4 * y + ${row} < rows);`,
  )
  .join('\n')}
${measures.map(({ measure }, k) => accumulate[measure](k)).join('\n')}
}
${measures
  .map(({ measure }, k) => (measure === 'moments' ? `sum${k} /= float(min(4 * end, rows) - 4 * start);` : ''))
  .join('\n')}
bvec4 inside = lessThan(4 * at.x + lanes, ivec4(cols));
${rowsOfBlock.map((layer) => `out${layer} = ${layers[layer] ? `mix(none, ${layers[layer]}, inside)` : 'none'};`).join('\n')}
}`;
  });
}

/** The possible contents of a slot after the second half. `kept`: its previous number. */
export const slotKinds = ['nothing', 'kept', 'sum', 'norm', 'columns', 'mean', 'deviation'] as const;

/**
 * The second half of four measures. Inputs: the part of each measure, and the matrix with the previous numbers of the
 * slots. Integer arguments: the column of the block in that matrix, in blocks. Then for each slot: its kind plus eight
 * times the layer of its half, rows and cols of the measured shape, and the height of a strip in blocks.
 */
export const finishShader = finish(true);

/** The same if no slot keeps its previous number. */
export const finishWholeShader = finish(false);

function finish(keeps: boolean): Shader {
  const reaches = new Array<Reach>(keeps ? 5 : 4).fill('full');
  return shader({ reaches, outs: 1, numbers: 5 }, (names) => finishCode(names, keeps));
}

function finishCode({ page, from, args }: Names, keeps: boolean): string {
  const kind = (name: (typeof slotKinds)[number]) => `kind == ${slotKinds.indexOf(name)}`;
  const part = (layer: string) => `texelFetch(${page(0)}, ivec3(from + ivec2(x, y), ${layer}), 0)`;
  const through = (visit: string) => `for (int y = 0; y < strips; y++) {
float count = float(min(4 * strip, rows - 4 * strip * y));
for (int x = 0; x < width; x++) { ${visit} }
}`;
  return `${growingNorm}
float over(vec4 x) { return x.x + x.y + x.z + x.w; }
float finish(ivec2 from, ivec4 args) {
int kind = args.x & 7, layer = args.x >> 3, rows = args.y, cols = args.z, strip = args.w;
if (${kind('nothing')} || ${kind('kept')}) return 0.;
int width = (cols + 3) / 4;
int strips = ((rows + 3) / 4 + strip - 1) / strip;
vec4 sum = none, largest = none, squares = none;
if (${kind('columns')}) {
  for (int x = 0; x < width; x++) {
    vec4 zero = vec4(1.);
    for (int y = 0; y < strips; y++) zero *= ${part('layer')};
    sum += zero;
  }
  return over(sum);
}
if (${kind('sum')}) {
  ${through(`sum += ${part('layer')};`)}
  return over(sum);
}
if (${kind('norm')}) {
  ${through(`growBy(largest, squares, ${part('layer')});`)}
} else {
  int means = ${kind('mean')} ? layer : layer - 1;
  ${through(`sum += count / float(rows) * ${part('means')};`)}
  float mean = over(sum) / float(cols);
  if (${kind('mean')}) return mean;
  ${through(`vec4 aside = sqrt(count) * (${part('means')} - mean);
growBy(largest, squares, mix(none, aside, lessThan(4 * x + lanes, ivec4(cols))));
growBy(largest, squares, ${part('layer')});`)}
}
float whole = max(max(largest.x, largest.y), max(largest.z, largest.w));
vec4 shrunk = largest / max(whole, least);
return whole * sqrt(over(squares * shrunk * shrunk));
}
void main() {
vec4 result = vec4(${[0, 1, 2, 3].map((slot) => `finish(${from(slot)}, ${args(2 + slot)})`).join(', ')});
${
  keeps
    ? `ivec4 kinds = ivec4(${[2, 3, 4, 5].map((block) => `${args(block)}.x`).join(', ')});
vec4 before = texelFetch(${page(4)}, ivec3(${from(4)} + ivec2(${args(1)}.x, 0), 0), 0);
result = mix(result, before, equal(kinds, ivec4(${slotKinds.indexOf('kept')})));`
    : ''
}
out0 = result;
out1 = out2 = out3 = none;
}`;
}
