// Reads a file as the page's workers do, and prints by how many bytes this process' memory rose at most.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readIdx } from '../../../src/data/sets/idxFile';
import { openTable } from '../../../src/data/tables/openTable';
import { overviewOf } from '../../../src/data/tables/overview';
import { readTable } from '../../../src/data/tables/readTable';
import { checkSamples } from '../../../src/data/tables/tableSamples';
import { openLibrary } from '../../../src/store/libraryFile';

const readers = {
  table: async (path: string) => {
    const { text, given, encoding } = await openTable(readFileSync(path), basename(path));
    const reading = readTable(text, given, basename(path));
    checkSamples(basename(path), reading);
    overviewOf(reading, encoding);
  },
  idx: async (path: string) => {
    for (const file of [path, `${path}.labels`])
      readIdx('data', { name: basename(file), base64: readFileSync(file).toString('base64') });
  },
  library: async (path: string) => {
    for (const run of await openLibrary(readFileSync(path), basename(path))) await run.read();
  },
};

const [kind, small, large] = process.argv.slice(2) as [keyof typeof readers, string, string];
const { gc } = globalThis as never as { gc(): void };
await readers[kind](small);
gc();
const before = process.memoryUsage().rss;
await readers[kind](large);
process.stdout.write(`${1024 * process.resourceUsage().maxRSS - before}\n`);
