import { readTable } from '../../src/data/tables/readTable';

/** The cells of the table that is read. */
const [rows, columns] = [100_000, 10];

/** Seconds, and seconds of the processor, in which a table of a million cells is read: the medians of `rounds`. */
export function tableSeconds(rounds: number): { readonly wall: number; readonly processor: number } {
  const row = (i: number) =>
    Array.from({ length: columns }, (_, j) =>
      j === columns - 1 ? ['oak', 'birch', 'maple'][i % 3] : ((i * (j + 7) * 7919) % 100_003) / 8,
    ).join(',');
  const header = Array.from({ length: columns }, (_, j) => `column ${j + 1}`).join(',');
  const text = `${header}\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
  const seconds = Array.from({ length: rounds }, () => {
    const [start, used] = [performance.now(), process.cpuUsage()];
    const { kept } = readTable(text, {}, 'million.csv');
    if (kept.length !== rows) throw new Error(`${kept.length} of ${rows} rows were read`);
    const { user, system } = process.cpuUsage(used);
    return { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
  });
  const median = (of: 'wall' | 'processor') =>
    seconds.map((one) => one[of]).sort((a, b) => a - b)[rounds >> 1]!;
  return { wall: median('wall'), processor: median('processor') };
}
