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
  /** They stand in one cell, on different pages, none of which holds an input. */
  readonly outs: readonly Placed[];
  readonly inputs: readonly Placed[];
  /** Of `[1, n]` outputs, which block is written; otherwise the whole. */
  readonly block?: number;
  /** What the shader is told beside where the matrices stand. */
  readonly numbers: readonly number[];
  /** The same for one output alone. */
  only(out: number): Draw;
}

/** A number of a measure of which the first half is made. */
interface HalfMade {
  readonly half: Half;
  readonly layer: number;
  readonly part: Placed;
  readonly told: readonly [rows: number, cols: number, strip: number];
}

type Measuring = Extract<Recorded, { kind: 'measure' }>;

/** Recorded calls as runs of shaders, each of which writes at most so many matrices, and none that it reads. */
export function lower(calls: readonly Recorded[], outsAtOnce: number): Draw[] {
  const draws: Draw[] = [];
  const halfMade = new Map<Placed, Map<number, HalfMade>>();
  // Measures that follow one another, to be begun together.
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

/** A run that writes one matrix. */
function single(
  shader: Shader,
  out: Placed,
  inputs: readonly Placed[],
  told: readonly number[],
  block?: number,
): Draw {
  const draw: Draw = {
    shader,
    outs: [out],
    inputs,
    numbers: padded(told),
    ...(block === undefined ? {} : { block }),
    only: () => draw,
  };
  return draw;
}

/** Integers in whole blocks of four. */
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

/** Elementwise work, so many outputs at once; what it reads is written beside and then copied to its place. */
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

/** The measures of one part. */
interface Group {
  readonly space: readonly [rows: number, cols: number];
  readonly inputs: Placed[];
  readonly calls: Measuring[];
  layers: number;
}

/** First halves of measures, those that share an input in one run; what is still to be done is noted in `halfMade`. */
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
  // As many blocks one after another here as there are strips to be put together there; cards work on two rows at once.
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
      slots.set(slot + i, { half, layer: layer++, part, told: [rows, cols, strip] });
    });
  }
  const reaches = inputs.map((input) => reachOf(input, space));
  return single(partShader(measures, reaches), part, inputs, [rows, cols, strip]);
}

/** The second halves of measures, four slots at a time. */
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
    const told = four.flatMap((half, i) => {
      const kind = half?.half ?? (4 * block + i < matrix.cols ? 'kept' : 'nothing');
      return [slotKinds.indexOf(kind) + 8 * (half?.layer ?? 0), ...(half?.told ?? [0, 0, 1])];
    });
    const parts = four.map((half) => (half ?? any!).part);
    const numbers = [block, 0, 0, 0, ...told];
    return keeps
      ? single(finishShader, out, [...parts, matrix], numbers, block)
      : single(finishWholeShader, out, parts, numbers, block);
  });
  return keeps ? [...draws, copying(matrix, out)] : draws;
}
