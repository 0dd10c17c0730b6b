import type { Kernels, Matrix, MultiplyOptions } from '../kernels';
import { compileCalls } from './compile';
import { blockBytes, Heap, nowhere } from './heap';
import type { Call, Placed } from './schedule';

const placed = (matrix: Matrix): Placed => matrix as Placed;

/** @throws if a matrix has no memory of its own (a scratch matrix) */
function atHome(matrix: Matrix): Placed {
  const home = placed(matrix);
  if (home.address === nowhere) throw new Error('Scratch holds nothing between two sequences.');
  return home;
}

/**
 * Kernels that generate WebAssembly for the given network. Recorded calls become one module of fused SIMD loops over
 * fixed addresses. A step is one call of that module.
 * @param fused whether relaxed SIMD's fused multiply-add is available
 */
export function createWasmKernels(fused: boolean): Kernels {
  const heap = new Heap();
  let recording: Call[] | undefined;
  const liveBuffers = new Set<Placed>();

  const compileNow = (calls: readonly Call[]) => compileCalls(calls, heap, fused);
  const call = (made: Call) => {
    if (recording) recording.push(made);
    else compileNow([made])();
  };

  return {
    backend: 'wasm',

    matrix(rows, cols, values) {
      const matrix = { rows, cols, address: heap.take(blockBytes({ rows, cols })) };
      liveBuffers.add(matrix);
      if (values) heap.write(matrix, values);
      return matrix;
    },
    scratch(rows, cols) {
      const matrix = { rows, cols, address: nowhere };
      liveBuffers.add(matrix);
      return matrix;
    },
    write(target, values) {
      heap.write(atHome(target), values);
    },
    read: (source) => heap.read(atHome(source)),
    peek: (source) => heap.peek(atHome(source)),
    free(matrix) {
      const { address } = placed(matrix);
      if (liveBuffers.delete(placed(matrix)) && address !== nowhere) heap.give(address);
    },

    multiply(out, a, b, { transposeA = false, transposeB = false, bias }: MultiplyOptions = {}) {
      call({
        kind: 'multiply',
        out: placed(out),
        a: placed(a),
        b: placed(b),
        transposeA,
        transposeB,
        bias: bias && placed(bias),
      });
    },
    map(outs, expressions, inputs) {
      call({ kind: 'map', outs: outs.map(placed), expressions, inputs: inputs.map(placed) });
    },
    foldRows(out, fold, expression, inputs) {
      call({
        kind: 'fold',
        over: 'rows',
        fold,
        out: placed(out),
        slot: 0,
        expression,
        inputs: inputs.map(placed),
      });
    },
    foldColumns(out, fold, expression, inputs) {
      call({
        kind: 'fold',
        over: 'columns',
        fold,
        out: placed(out),
        slot: 0,
        expression,
        inputs: inputs.map(placed),
      });
    },
    measure(out, slot, measure, expression, inputs) {
      call({
        kind: 'fold',
        over: 'all',
        fold: measure,
        out: placed(out),
        slot,
        expression,
        inputs: inputs.map(placed),
      });
    },

    moments(out, slot, input) {
      call({
        kind: 'fold',
        over: 'all',
        fold: 'moments',
        out: placed(out),
        slot,
        expression: (_m, x) => x,
        inputs: [placed(input)],
      });
    },

    compile(sequence) {
      const outer = recording;
      const calls: Call[] = [];
      recording = calls;
      try {
        sequence();
      } finally {
        recording = outer;
      }
      let program: (() => void) | undefined;
      return () => {
        // Compiled on first use. A run may never take a step of the other kind.
        program ??= compileNow(calls);
        program();
      };
    },

    bufferCount: () => liveBuffers.size,
    dispose() {
      liveBuffers.clear();
      heap.clear();
    },
  };
}
