import { expect, test } from 'vitest';
import { Code } from '../../../../../src/engine/kernels/wasm/assembler';
import { vectorAlgebra } from '../../../../../src/engine/kernels/wasm/math';
import { Emitter, Graph } from '../../../../../src/engine/kernels/wasm/vectors';

test('a shared expression is visited once, even if a chain of 200 squares has 2^200 paths to its input', () => {
  const graph = new Graph(true);
  const m = vectorAlgebra(graph);
  let vector = graph.load(0, 'full');
  for (let i = 0; i < 200; i++) vector = m.mul(vector, vector);
  expect(graph.inputs(vector)).toEqual([0]);
  let loads = 0;
  const emitter = new Emitter(
    new Code(1),
    graph,
    () => 2,
    () => loads++,
    () => {},
  );
  for (const level of [0, 1, 2]) emitter.prepare([vector], level);
  expect(loads).toBe(1);
});
