import type { Matrix } from '../kernels';
import { functionsFor } from './glsl';
import { blocks } from './placed';

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

/** Corners of the two triangles that a rectangle is drawn as. */
export const corners = 6;

/** How a shader names what it is given. */
export interface Names {
  /** The texture that an input stands on. */
  page(input: number): string;
  /** Where on it the input begins. */
  from(input: number): string;
  /** A block of what a run is told. */
  told(block: number): string;
}

/** What a shader reads and writes. */
interface Layout {
  readonly reaches: readonly Reach[];
  readonly outs: number;
  /** Blocks of numbers that it is told. */
  readonly numbers: number;
}

/** What a shader reads and writes. */
interface Layout {
  readonly reaches: readonly Reach[];
  readonly outs: number;
  /** Blocks of numbers that it is told. */
  readonly numbers: number;
}

/**
 * A program runs on rectangles of blocks, a block of 4 × 4 numbers a pixel: its four rows are the four layers of a page. Of
 * each rectangle it is told, in `places`: where it stands `(x, y, width, height)`, `numbers` blocks of four numbers, and then
 * where the inputs stand, two to a block. Corners read it and hand it on, with the inputs that are one number.
 */
export function shader({ reaches, outs, numbers }: Layout, write: (names: Names) => string): Shader {
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
    const ones = handed
      .map((input) => `${number(input)} = texelFetch(${page(input)}, ivec3(${from(input)}, 0), 0).x;`)
      .join('\n');
    const body = write({ page, from, told });
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
${toldBlocks.map((block) => `  told${block} = places[first + ${block}];`).join('\n')}
${ones}
  if (corner > 2) corner = corner == 5 ? 3 : 5 - corner;
  ivec2 place = told0.xy + ivec2(corner & 1, corner >> 1) * told0.zw;
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

/** The four numbers of input `i`, which is not one number, in a `row` of the block `at`. */
function sample(reach: Reach, page: string, from: string): string {
  if (reach === 'full') return `texelFetch(${page}, ivec3(${from} + at, row), 0)`;
  if (reach === 'row') return `texelFetch(${page}, ivec3(${from} + ivec2(at.x, 0), 0), 0)`;
  return `texelFetch(${page}, ivec3(${from} + ivec2(0, at.y), row), 0).xxxx`;
}

export const reads = (reaches: readonly Reach[], { page, from }: Names): string =>
  reaches
    .map((reach, i) => (reach === 'number' ? '' : `vec4 x${i} = ${sample(reach, page(i), from(i))};`))
    .join('\n');

/** What a program begins with: the block of its rectangle that it is at, and the shape of the space. */
export const begin = ({ told }: Names): string => `ivec2 at = ivec2(gl_FragCoord.xy) - ${told(0)}.xy;
int rows = ${told(1)}.x;
int cols = ${told(1)}.y;`;
