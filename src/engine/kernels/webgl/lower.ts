import {
  finishShader,
  finishWholeShader,
  type Half,
  halvesOf,
  type Measured,
  partShader,
  slotKinds,
} from './measures';
import { blocks, Placed } from './placed';
import { elementwiseShader, foldShader } from './programs';
import { type Elementwise, join, mapOf, type Recorded, spaceOf } from './recorded';
import { reachOf, type Shader } from './shader';

/** One run of a shader. */
export interface Draw {
  readonly shader: Shader;
  /** The output matrices. They share one cell on different pages. None of these pages holds an input. */
  readonly outs: readonly Placed[];
  readonly inputs: readonly Placed[];
  /** The block of a `[1, n]` output that is written. If undefined, the whole output is written. */
  readonly block?: number;
  /** The integer arguments of the shader, besides the positions of the matrices. */
  readonly numbers: readonly number[];
  /** The same run for one of the outputs alone. */
  only(out: number): Draw;
}

/** One result of a measure whose first half has been computed. */
interface HalfMade {
  readonly half: Half;
  readonly layer: number;
  readonly part: Placed;
  readonly args: readonly [rows: number, cols: number, strip: number];
}

type Measuring = Extract<Recorded, { kind: 'measure' }>;

/**
 * Translates recorded calls to runs of shaders. A run writes at most `outsAtOnce` matrices. It never writes a matrix
 * that it reads.
 */
export function lower(calls: readonly Recorded[], outsAtOnce: number): Draw[] {
  const draws: Draw[] = [];
  const halfMade = new Map<Placed, Map<number, HalfMade>>();
  // Consecutive measures. Their first halves are computed together.
  let measures: Measuring[] = [];
  const begin = () => {
    draws.push(...measuring(measures, halfMade));
    measures = [];
  };
  const finish = (matrix: Placed) => {
    const slots = halfMade.get(matrix);
    if (!slots) return;
    halfMade.delete(matrix);
    draws.push(...finishing(matrix, slots));
  };
  for (const call of join(calls, outsAtOnce)) {
    const { inputs } = call;
    if (call.kind !== 'measure' || measures.some(({ out }) => inputs.includes(out))) begin();
    for (const input of inputs) finish(input);
    if (call.kind === 'measure') measures.push(call);
    else if (call.kind === 'elementwise') {
      if (call.product) for (const factor of [call.product.a, call.product.b]) finish(factor);
      for (const out of call.outs) halfMade.delete(out);
      draws.push(...elementwise(call, outsAtOnce));
    } else {
      halfMade.delete(call.out);
      const space = spaceOf(call);
      const reaches = inputs.map((input) => reachOf(input, space));
      draws.push(
        single(foldShader(call.along, call.fold, call.expression, reaches), call.out, inputs, space),
      );
    }
  }
  begin();
  for (const matrix of [...halfMade.keys()]) finish(matrix);
  return draws;
}

/** A run that writes one matrix. `args` holds the integer arguments. */
function single(
  shader: Shader,
  out: Placed,
  inputs: readonly Placed[],
  args: readonly number[],
  block?: number,
): Draw {
  const draw: Draw = {
    shader,
    outs: [out],
    inputs,
    numbers: padded(args),
    ...(block === undefined ? {} : { block }),
    only: () => draw,
  };
  return draw;
}

/** The integers, padded with zeros to whole blocks of four. */
const padded = (numbers: readonly number[]): number[] => [
  ...numbers,
  ...new Array<number>(4 * blocks(numbers.length) - numbers.length).fill(0),
];

/** A run that copies a matrix. */
export const copying = (to: Placed, from: Placed): Draw =>
  elementwise(
    mapOf([to], (_m, x) => [x!], [from]),
    1,
  )[0]!;

/**
 * The runs of an elementwise call. Each writes at most `outsAtOnce` outputs. An output that is also an input is written
 * to a scratch matrix first and then copied.
 */
function elementwise(call: Elementwise, outsAtOnce: number): Draw[] {
  const { product, formula } = call;
  const space = spaceOf(call);
  const reaches = call.inputs.map((input) => reachOf(input, space));
  const factors = product ? [product.a, product.b] : [];
  const inner = product ? blocks(product.transposeA ? product.a.rows : product.a.cols) : 0;
  const inputs = [...call.inputs, ...factors];
  const copies: Draw[] = [];
  const outs = call.outs.map((out) => {
    if (!inputs.includes(out)) return out;
    const beside = new Placed(out.rows, out.cols, 'scratch');
    copies.push(copying(out, beside));
    return beside;
  });
  const run = (chosen: readonly number[]): Draw => ({
    shader: elementwiseShader(formula, reaches, product, chosen),
    outs: chosen.map((index) => outs[index]!),
    inputs,
    numbers: [...space, inner, 0],
    only: (out) => run([chosen[out]!]),
  });
  const runs: Draw[] = [];
  for (let from = 0; from < outs.length; from += outsAtOnce) {
    runs.push(run(outs.map((_, index) => index).slice(from, from + outsAtOnce)));
  }
  return [...runs, ...copies];
}

/** Measures that are computed by the same run. */
interface Group {
  readonly space: readonly [rows: number, cols: number];
  readonly inputs: Placed[];
  readonly calls: Measuring[];
  layers: number;
}

/**
 * The runs of the first halves of measures. Measures of the same shape that share an input share a run, up to four
 * layers. `halfMade` receives the second halves that remain.
 */
function measuring(calls: readonly Measuring[], halfMade: Map<Placed, Map<number, HalfMade>>): Draw[] {
  const groups: Group[] = [];
  for (const call of calls) {
    const space = spaceOf(call);
    const layers = halvesOf(call.measure).length;
    const fits = (group: Group) =>
      String(group.space) === String(space) &&
      group.layers + layers <= 4 &&
      call.inputs.some((input) => group.inputs.includes(input));
    const group: Group = groups.find(fits) ?? { space, inputs: [], calls: [], layers: 0 };
    if (group.calls.length === 0) groups.push(group);
    group.calls.push(call);
    group.layers += layers;
    for (const input of call.inputs) if (!group.inputs.includes(input)) group.inputs.push(input);
  }
  return groups.map((group) => begun(group, halfMade));
}

function begun({ space, inputs, calls }: Group, halfMade: Map<Placed, Map<number, HalfMade>>): Draw {
  const [rows, cols] = space;
  const [high, wide] = [blocks(rows), blocks(cols)];
  // With the square root, the loop here is as long as the loop of the second half. There are at least two strips if
  // possible, because GPUs process two rows of pixels at once.
  const strip = Math.min(Math.ceil(high / 2), Math.ceil(Math.sqrt(high * wide)));
  const part = new Placed(4 * Math.ceil(high / strip), cols, 'part');
  const measures: Measured[] = calls.map(({ measure, expression, inputs: own }) => ({
    measure,
    expression,
    of: own.map((input) => inputs.indexOf(input)),
  }));
  let layer = 0;
  for (const { out, slot, measure } of calls) {
    const slots = halfMade.get(out) ?? new Map<number, HalfMade>();
    halfMade.set(out, slots);
    halvesOf(measure).forEach((half, i) => {
      slots.set(slot + i, { half, layer: layer++, part, args: [rows, cols, strip] });
    });
  }
  const reaches = inputs.map((input) => reachOf(input, space));
  return single(partShader(measures, reaches), part, inputs, [rows, cols, strip]);
}

/** The runs of the second halves of measures. Each run writes four slots. */
function finishing(matrix: Placed, slots: ReadonlyMap<number, HalfMade>): Draw[] {
  const touched = new Set([...slots.keys()].map((slot) => Math.floor(slot / 4)));
  const isWhole = (block: number) =>
    [0, 1, 2, 3].every((i) => 4 * block + i >= matrix.cols || slots.has(4 * block + i));
  const [any] = slots.values();
  const keeps = ![...touched].every(isWhole);
  const out = keeps ? new Placed(1, matrix.cols, 'scratch') : matrix;
  const written = keeps ? Array.from({ length: blocks(matrix.cols) }, (_, block) => block) : touched;
  const draws = [...written].map((block) => {
    const four = [0, 1, 2, 3].map((i) => slots.get(4 * block + i));
    const args = four.flatMap((half, i) => {
      const kind = half?.half ?? (4 * block + i < matrix.cols ? 'kept' : 'nothing');
      return [slotKinds.indexOf(kind) + 8 * (half?.layer ?? 0), ...(half?.args ?? [0, 0, 1])];
    });
    const parts = four.map((half) => (half ?? any!).part);
    const numbers = [block, 0, 0, 0, ...args];
    return keeps
      ? single(finishShader, out, [...parts, matrix], numbers, block)
      : single(finishWholeShader, out, parts, numbers, block);
  });
  return keeps ? [...draws, copying(matrix, out)] : draws;
}
