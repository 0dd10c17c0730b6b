import { readTable } from '../../src/data/tables/readTable';

/** The cells of the table that is read. */
const [rows, columns] = [100_000, 10];

/** Seconds in which a table of a million cells, numbers and one column of words, is read: the median of `rounds`. */
export function tableSeconds(rounds: number): number {
  const row = (i: number) =>
    Array.from({ length: columns }, (_, j) =>
      j === columns - 1 ? ['oak', 'birch', 'maple'][i % 3] : ((i * (j + 7) * 7919) % 100_003) / 8,
    ).join(',');
  const header = Array.from({ length: columns }, (_, j) => `column ${j + 1}`).join(',');
  const text = `${header}\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const { kept } = readTable(text, {}, 'million.csv');
    if (kept.length !== rows) throw new Error(`${kept.length} of ${rows} rows were read`);
    return (performance.now() - start) / 1000;
  });
  return seconds.sort((a, b) => a - b)[rounds >> 1]!;
}
