import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl';
import type { Expression, Expressions } from '../../algebra';
import type { Along, AnyFold } from './executor';
import { functionsFor, GlslWriter } from './glsl';

type Shape = readonly [rows: number, cols: number];

/** What a fold may be inside a program: `zero` tells whether all numbers are 0. */
export type ProgramFold = AnyFold | 'zero';

const variable = (index: number): string => `Input${index}`;

/**
 * A fragment shader for one output. TensorFlow.js packs a matrix in texels of 2 × 2 numbers (xy one row, zw the next);
 * a texel that hangs over the edge holds zeros there, on which its matrix product relies.
 */
function program(inputs: readonly Shape[], [rows, cols]: Shape, body: string): GPGPUProgram {
  return {
    variableNames: inputs.map((_, index) => variable(index)),
    packedInputs: true,
    packedOutput: true,
    outputShape: [rows, cols],
    userCode: `${functionsFor(body)}
${body}
void main() {
  ivec2 at = getOutputCoords();
  vec4 result = compute(at.x, at.y);
  ${rows % 2 ? `if (at.x + 1 >= ${rows}) result.zw = vec2(0.);` : ''}
  ${cols % 2 ? `if (at.y + 1 >= ${cols}) result.yw = vec2(0.);` : ''}
  setOutput(result);
}`,
  };
}

/** GLSL functions `(row, col)` of the texels of expressions, inputs of one row, column or number repeated. */
function texelFunctions(name: string, expressions: Expressions, inputs: readonly Shape[]): string[] {
  const writer = new GlslWriter();
  const results = expressions(writer.algebra, ...inputs.map((_, index) => `x${index}`));
  const samples = inputs.map(([rows, cols], index) => {
    const sample = `get${variable(index)}(${rows === 1 ? '0' : 'row'}, ${cols === 1 ? '0' : 'col'})`;
    const repeated = rows === 1 ? (cols === 1 ? '.xxxx' : '.xyxy') : cols === 1 ? '.xxzz' : '';
    return `vec4 x${index} = ${sample}${repeated};`;
  });
  return results.map(
    (result) => `vec4 ${name}(int row, int col) {
${samples.join('\n')}
${writer.statements}
return ${writer.term(result)};
}`,
  );
}

/** Whether an expression of one input is that input. */
export const isIdentity = (expression: Expression): boolean =>
  expression(new GlslWriter().algebra, 'x') === 'x';

/** Elementwise expressions, one program each; the compiler drops what its output does not need. */
export function mapPrograms(
  expressions: Expressions,
  inputs: readonly Shape[],
  shape: Shape,
): GPGPUProgram[] {
  return texelFunctions('compute', expressions, inputs).map((body) => program(inputs, shape, body));
}

/** Each fold as GLSL: it goes through `count` pairs of numbers `x`, the first at place `i`, and ends as `result`. */
const folds: Record<ProgramFold, (loop: (visit: string) => string, count: number) => string> = {
  sum: (loop) => `vec2 result = vec2(0.); ${loop('result += x;')}`,
  mean: (loop, count) => `vec2 result = vec2(0.); ${loop('result += x;')} result /= ${count}.;`,
  max: (loop) => `vec2 result; ${loop('result = i == 0 ? x : maximum(x.xyxy, result.xyxy).xy;')}`,
  argmax: (loop) => `vec2 best; vec2 result = vec2(0.);
    ${loop('bvec2 above = greaterThan(x, best); if (i == 0) best = x; else { best = mix(best, x, above); result = mix(result, vec2(i), above); }')}`,
  norm: (loop) => `vec2 largest = vec2(0.); ${loop('largest = max(largest, abs(x));')}
    vec2 unit = max(largest, vec2(1.1754943508222875e-38)); vec2 sum = vec2(0.);
    ${loop('vec2 scaled = x / unit; sum += scaled * scaled;')} vec2 result = largest * sqrt(sum);`,
  zero: (loop) => `vec2 nonzero = vec2(0.); ${loop('nonzero += vec2(notEqual(x, vec2(0.)));')}
    vec2 result = vec2(equal(nonzero, vec2(0.)));`,
};

/** An expression folded along rows or columns, as one program: each texel walks two of them. */
export function foldProgram(
  along: Along,
  fold: ProgramFold,
  expression: Expression,
  inputs: readonly Shape[],
  [rows, cols]: Shape,
): GPGPUProgram {
  const across = along === 'rows';
  const count = across ? cols : rows;
  const [first, second] = across ? ['xz', 'yw'] : ['xy', 'zw'];
  const loop = (visit: string) => `for (int k = 0; k < ${count}; k += 2) {
    vec4 texel = ${across ? 'value(row, k)' : 'value(k, col)'};
    { int i = k; vec2 x = texel.${first}; ${visit} }
    if (k + 1 < ${count}) { int i = k + 1; vec2 x = texel.${second}; ${visit} }
  }`;
  const [value] = texelFunctions('value', (m, head, ...rest) => [expression(m, head!, ...rest)], inputs);
  const body = `${value}
vec4 compute(int row, int col) {
${folds[fold](loop, count)}
return vec4(result.x, ${across ? '0., result.y' : 'result.y, 0.'}, 0.);
}`;
  return program(inputs, across ? [rows, 1] : [1, cols], body);
}
