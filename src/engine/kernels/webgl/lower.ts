import { blocks, Placed } from './placed';
import {
  elementwiseShader,
  finishShader,
  finishWholeShader,
  foldShader,
  type Part,
  partShader,
  reachOf,
  type Shader,
  type SlotKind,
  slotKinds,
} from './programs';
import { type Elementwise, join, mapOf, type Recorded, spaceOf } from './recorded';

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

/** A measure of which the first half is made. */
interface HalfMade {
  readonly kind: SlotKind;
  readonly part: Placed;
  readonly told: readonly [rows: number, cols: number, strip: number];
}

/** Recorded calls as runs of shaders, each of which writes at most so many matrices, and none that it reads. */
export function lower(calls: readonly Recorded[], outsAtOnce: number): Draw[] {
  const draws: Draw[] = [];
  const halfMade = new Map<Placed, Map<number, HalfMade>>();
  const finish = (matrix: Placed) => {
    const slots = halfMade.get(matrix);
    if (!slots) return;
    halfMade.delete(matrix);
    draws.push(...finishing(matrix, slots));
  };
  for (const call of join(calls, outsAtOnce)) {
    const { inputs } = call;
    for (const input of inputs) finish(input);
    if (call.kind === 'elementwise') {
      if (call.product) for (const factor of [call.product.a, call.product.b]) finish(factor);
      for (const out of call.outs) halfMade.delete(out);
      draws.push(...elementwise(call, outsAtOnce));
    } else if (call.kind === 'fold') {
      halfMade.delete(call.out);
      const space = spaceOf(call);
      const reaches = inputs.map((input) => reachOf(input, space));
      draws.push(
        single(foldShader(call.along, call.fold, call.expression, reaches), call.out, inputs, space),
      );
    } else {
      const slots = halfMade.get(call.out) ?? new Map<number, HalfMade>();
      halfMade.set(call.out, slots);
      draws.push(measuring(call, slots));
    }
  }
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

/** The first half of a measure; what is still to be done is noted in `slots`. */
function measuring(call: Extract<Recorded, { kind: 'measure' }>, slots: Map<number, HalfMade>): Draw {
  const { measure, slot, expression, inputs } = call;
  const [rows, cols] = spaceOf(call);
  const [high, wide] = [blocks(rows), blocks(cols)];
  // As many blocks one after another here as there are strips to be put together there.
  const strip = measure === 'zeroColumns' ? high : Math.min(high, Math.ceil(Math.sqrt(high * wide)));
  const part = new Placed(4 * Math.ceil(high / strip), cols, 'part');
  const half = (kind: SlotKind): HalfMade => ({
    kind,
    part,
    // The parts of a zeroColumns are simply added up.
    told: measure === 'zeroColumns' ? [1, cols, 1] : [rows, cols, strip],
  });
  if (measure === 'moments') {
    slots.set(slot, half('mean'));
    slots.set(slot + 1, half('deviation'));
  } else slots.set(slot, half(measure === 'norm' ? 'norm' : 'sum'));
  const reaches = inputs.map((input) => reachOf(input, [rows, cols]));
  return single(partShader(measure as Part, expression, reaches), part, inputs, [rows, cols, strip]);
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
      const kind = half?.kind ?? (4 * block + i < matrix.cols ? 'kept' : 'nothing');
      return [slotKinds.indexOf(kind), ...(half?.told ?? [0, 0, 1])];
    });
    const parts = four.map((half) => (half ?? any!).part);
    const numbers = [block, 0, 0, 0, ...told];
    return keeps
      ? single(finishShader, out, [...parts, matrix], numbers, block)
      : single(finishWholeShader, out, parts, numbers, block);
  });
  return keeps ? [...draws, copying(matrix, out)] : draws;
}
