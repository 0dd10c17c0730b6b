import { afterEach, expect, test, vi } from 'vitest';
import { readCells } from '../../../../src/data/tables/cells';

afterEach(() => vi.unstubAllGlobals());

const dialect = { separator: ',', quote: '"', comment: '', skip: 0 } as const;

test('a table of the shortest cells takes at most eight times its size while it is read', () => {
  const text = `${Array.from({ length: 200 }, () => '1').join(',')}\n`.repeat(2000);
  let bytes = 0;
  for (const Plain of [Uint16Array, Uint32Array] as (typeof Uint32Array)[]) {
    vi.stubGlobal(
      Plain.name,
      class extends Plain {
        constructor(...from: unknown[]) {
          super(...(from as [ArrayBuffer]));
          if (typeof from[0] === 'number') bytes += Plain.BYTES_PER_ELEMENT * from[0];
        }
      },
    );
  }
  const cells = readCells(text, dialect);
  expect(cells.rows).toBe(2000);
  // Every list that was made is counted, also those that only grew into the next.
  expect(bytes / text.length).toBeLessThan(3.5);
});

test('quoted cells, doubled quotes and plain ones keep apart, wherever the text stands', () => {
  const cells = readCells('a,"b ""c""",\'=x\n"d,e",f,"g"\n', dialect);
  const row = (i: number) => [0, 1, 2].map((j) => cells.cell(i, j));
  expect(row(0)).toEqual(['a', 'b "c"', '=x']);
  expect(row(1)).toEqual(['d,e', 'f', 'g']);
  expect([0, 1, 2].map((j) => cells.quoted(0, j))).toEqual([false, true, false]);
  expect(cells.cell(0, 3)).toBe('');
});

test('a cell is whole, however long it is', () => {
  for (const length of [16_382, 16_383, 16_384, 100_000]) {
    const long = 'x'.repeat(length);
    const cells = readCells(`a,${long},"${long}"\n"${long}""",b,c\n`, dialect);
    expect([0, 1, 2].map((j) => cells.cell(0, j))).toEqual(['a', long, long]);
    expect([0, 1, 2].map((j) => cells.cell(1, j))).toEqual([`${long}"`, 'b', 'c']);
  }
});
