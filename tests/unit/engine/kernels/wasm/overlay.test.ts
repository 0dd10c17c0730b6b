import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nowhere } from '../../../../../src/engine/kernels/wasm/heap';
import { overlay } from '../../../../../src/engine/kernels/wasm/overlay';
import { type Pass, type Placed, schedule } from '../../../../../src/engine/kernels/wasm/schedule';
import { createWasmKernels } from '../../../../../src/engine/kernels/wasm/wasm';

const size = 24;
const square = (address: number): Placed => ({ rows: size, cols: size, address });
const bytesOf = ({ rows, cols }: Placed) => rows * cols * 4;

/** A matrix product. It needs a separate pass. */
const multiply = (out: Placed, a: Placed, b: Placed) =>
  ({ kind: 'multiply', out, a, b, transposeA: false, transposeB: false, bias: undefined }) as const;

const touched = (pass: Pass) => (pass.kind === 'multiply' ? [pass.out, pass.a, pass.b] : []);

test('a chain of any length uses only two buffers in turn', () => {
  const links = Array.from({ length: 50 }, () => square(nowhere));
  const input = square(64);
  const passes = schedule(
    links.map((link, i) => multiply(link, links[i - 1] ?? input, input)),
    true,
  );
  const { offsets, bytes } = overlay(passes);
  expect(offsets.size).toBe(50);
  expect(bytes).toBe(2 * size * size * 4);
});

test('two matrices in use at the same time never share memory', () => {
  const program = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(program, (links) => {
      const made: Placed[] = [square(64)];
      const passes: Pass[] = links.map(([a, b]) => {
        const out = { ...square(nowhere), rows: size + (a % 3) * 8 };
        const pass = multiply(out, made[a % made.length]!, made[b % made.length]!);
        made.push(out);
        return pass;
      });
      const { offsets, bytes } = overlay(passes);
      const wanted = (matrix: Placed) => {
        const at = passes.flatMap((pass, i) => (touched(pass).includes(matrix) ? [i] : []));
        return { from: at[0]!, until: at.at(-1)! };
      };
      const placed = [...offsets].map(([matrix, offset]) => ({ matrix, offset, ...wanted(matrix) }));
      for (const [i, one] of placed.entries()) {
        expect(one.offset + bytesOf(one.matrix)).toBeLessThanOrEqual(bytes);
        for (const other of placed.slice(0, i)) {
          const together = one.from <= other.until && other.from <= one.until;
          const meet =
            one.offset < other.offset + bytesOf(other.matrix) &&
            other.offset < one.offset + bytesOf(one.matrix);
          expect(together && meet).toBe(false);
        }
      }
    }),
  );
});

test('a read before the first write is refused', () => {
  const lost = square(nowhere);
  expect(() => overlay([multiply(square(64), lost, square(64))])).toThrow('read before it is written');
});

test('scratch matrices of a sequence can be neither read nor written', () => {
  const kernels = createWasmKernels(false);
  const scratch = kernels.scratch(2, 2);
  const refusal = 'Scratch holds nothing between two sequences.';
  expect(() => kernels.read(scratch)).toThrow(refusal);
  expect(() => kernels.peek(scratch)).toThrow(refusal);
  expect(() => kernels.write(scratch, [1, 2, 3, 4])).toThrow(refusal);
});
