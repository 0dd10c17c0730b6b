import type { Matrix } from '../kernels';
import { functionsFor } from './glsl';
import { blocks } from './placed';

/** How a matrix is broadcast to the shape of a program: not at all, or as a row, a column or a single number. */
export type Reach = 'full' | 'row' | 'column' | 'number';

export function reachOf({ rows, cols }: Matrix, [spaceRows, spaceCols]: readonly [number, number]): Reach {
  const [wide, high] = [cols === spaceCols, rows === spaceRows];
  if (wide && high) return 'full';
  if (wide && cols > 1) return 'row';
  return high && rows > 1 ? 'column' : 'number';
}

/** A shader. Its code depends on the pages of its inputs. */
export interface Shader {
  /** Shaders with equal keys are identical. */
  readonly key: string;
  /** The number of matrices that it writes. Each uses four colour attachments. */
  readonly outs: number;
  /** The number of arguments of each run, in blocks of four integers. */
  readonly stride: number;
  /**
   * @param pages the page of each input
   * @param span width and height of the viewport in pixels
   */
  code(pages: readonly number[], span: number): { readonly vertex: string; readonly fragment: string };
}

/** The maximum size of a program's arguments in blocks of four integers. Every GPU supports these 16 kB. */
export const placesAtOnce = 1024;

/**
 * The number of argument blocks, and of inputs of one number, that the vertex shader passes to the fragment shader.
 * Some GPUs support only 15 vectors.
 */
const handedOn = { args: 9, numbers: 16 } as const;

/** The number of vertices of the two triangles that form a rectangle. */
export const corners = 6;

/** The names of a shader's inputs and arguments in GLSL. */
export interface Names {
  /** The texture that holds an input. */
  page(input: number): string;
  /** The position of the input on its texture. */
  from(input: number): string;
  /** A block of the run's arguments. */
  args(block: number): string;
}

/** The inputs and outputs of a shader. */
interface Layout {
  readonly reaches: readonly Reach[];
  readonly outs: number;
  /** The number of blocks of integer arguments, without the positions of matrices. */
  readonly numbers: number;
}

/**
 * Builds a shader. A program runs on rectangles of pixels. A pixel is a block of 4 × 4 numbers. Its four rows are in
 * the four layers of a page. The uniform block `places` holds the arguments of each rectangle: x, y, width and height,
 * then `numbers` blocks of four integers, then the positions of the inputs, two in each block. The vertex shader reads
 * them and passes them to the fragment shader, together with the inputs of one number.
 */
export function shader({ reaches, outs, numbers }: Layout, write: (names: Names) => string): Shader {
  const stride = 1 + numbers + Math.ceil(reaches.length / 2);
  const handed = reaches.flatMap((reach, i) => (reach === 'number' ? [i] : [])).slice(0, handedOn.numbers);
  const number = (input: number) => {
    const index = handed.indexOf(input);
    return `numbers${index >> 2}.${'xyzw'[index & 3]}`;
  };
  const args = (block: number) => (block < handedOn.args ? `args${block}` : `places[first + ${block}]`);
  const from = (input: number) => `${args(1 + numbers + (input >> 1))}.${input % 2 ? 'zw' : 'xy'}`;
  const argBlocks = Array.from({ length: Math.min(stride, handedOn.args) }, (_, block) => block);
  const code = (pages: readonly number[], span: number) => {
    const page = (input: number) => `page${pages[input]}`;
    const varyings = (way: 'in' | 'out') =>
      [
        `flat ${way} int first;`,
        ...argBlocks.map((block) => `flat ${way} ivec4 args${block};`),
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
    const ones = handed
      .map((input) => `${number(input)} = texelFetch(${page(input)}, ivec3(${from(input)}, 0), 0).x;`)
      .join('\n');
    const body = write({ page, from, args });
    const one = reaches.map((reach, i) => {
      if (reach !== 'number') return '';
      const value = handed.includes(i) ? number(i) : `texelFetch(${page(i)}, ivec3(${from(i)}, 0), 0).x`;
      return `#define x${i} vec4(${value})`;
    });
    return {
      vertex: `${head(ones)}
${varyings('out')}
void main() {
  int corner = gl_VertexID % ${corners};
  first = gl_VertexID / ${corners} * ${stride};
${argBlocks.map((block) => `  args${block} = places[first + ${block}];`).join('\n')}
${ones}
  if (corner > 2) corner = corner == 5 ? 3 : 5 - corner;
  ivec2 place = args0.xy + ivec2(corner & 1, corner >> 1) * args0.zw;
  gl_Position = vec4(vec2(place) / ${span / 2}. - 1., 0., 1.);
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

/** GLSL that reads the four numbers of an input in a `row` of the block `at`. The input has more than one number. */
function sample(reach: Reach, page: string, from: string): string {
  if (reach === 'full') return `texelFetch(${page}, ivec3(${from} + at, row), 0)`;
  if (reach === 'row') return `texelFetch(${page}, ivec3(${from} + ivec2(at.x, 0), 0), 0)`;
  return `texelFetch(${page}, ivec3(${from} + ivec2(0, at.y), row), 0).xxxx`;
}

export const reads = (reaches: readonly Reach[], { page, from }: Names): string =>
  reaches
    .map((reach, i) => (reach === 'number' ? '' : `vec4 x${i} = ${sample(reach, page(i), from(i))};`))
    .join('\n');

/** The first statements of a program: the position of the block in its rectangle, and the program's shape. */
export const begin = ({ args }: Names): string => `ivec2 at = ivec2(gl_FragCoord.xy) - ${args(0)}.xy;
int rows = ${args(1)}.x;
int cols = ${args(1)}.y;`;
