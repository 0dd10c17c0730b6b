import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openZip } from '../../src/data/tables/zip';
import { files } from './memory/files';

/** Files are read in at most so many times their size of memory, once inflated, and the small ones in so many bytes. */
const [most, little] = [8, 128 * 2 ** 20];

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-memory-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.entries(files))(
  '%s is read in at most 8 times its size of memory, or 128 MB',
  async (kind, { reader, name, make, labels }) => {
    const paths: string[] = [];
    let size = 0;
    for (const share of [0.02, 1]) {
      const path = join(folder, `${share}-${name}`);
      const content = await make(share);
      writeFileSync(path, content);
      if (labels) writeFileSync(`${path}.labels`, labels(share));
      paths.push(path);
      size = sizeOf(name, content);
    }
    // With little memory for what is garbage, so that the peak is what is needed.
    const flags = [
      '--expose-gc',
      '--max-semi-space-size=2',
      `--max-old-space-size=${Math.ceil((most - 2) * (size / 2 ** 20)) + 40}`,
    ];
    const out = execFileSync(
      process.execPath,
      ['--import', 'tsx', ...flags, 'tests/full/memory/probe.ts', reader, ...paths],
      { encoding: 'utf8' },
    );
    const taken = Number(out.trim());
    const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;
    console.log(
      `${kind}: ${megabytes(size)} read in ${megabytes(taken)}, ${(taken / size).toFixed(1)} times its size`,
    );
    expect(taken).toBeLessThan(Math.max(most * size, little));
  },
);

/** The bytes of a file; of a library those that its runs inflate to. */
const sizeOf = (name: string, content: Uint8Array): number =>
  name.startsWith('library')
    ? [...openZip(content, name).values()].reduce((sum, entry) => sum + entry.size, 0)
    : content.length;
