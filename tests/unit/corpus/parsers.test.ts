import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { damaged, onlyProblems } from '../damage';
import { parsers } from './parsers';

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

const folder = 'tests/corpus';
const corpus = readdirSync(folder)
  .filter((name) => !/^(README\.md|write\.ts)$/.test(name))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(`${folder}/${name}`)) }));

/** Milliseconds of the processor within which an input of some kilobytes is read or refused; each took some seconds to minutes once. */
const most = 2000;

describe.each(parsers)('$name', ({ read, whole }) => {
  test('is read when it is whole', async () => {
    for (const bytes of whole) await read(bytes, 'whole');
  });

  test('is read or refused in a sentence, and soon, whatever once failed anywhere', async () => {
    for (const { name, bytes } of corpus) {
      const before = process.cpuUsage();
      await onlyProblems(() => read(bytes, name));
      const { user } = process.cpuUsage(before);
      expect(user / 1000, name).toBeLessThan(most);
    }
  });

  test('is read or refused in a sentence when it is damaged anywhere', async () => {
    const input = fc.constantFrom(...whole).chain(damaged);
    await fc.assert(
      fc.asyncProperty(input, async (bytes) => void (await onlyProblems(() => read(bytes, 'damaged')))),
      { numRuns: 40, seed: 20 },
    );
  });
});

test('the corpus has a line for each of its files, and each is small', () => {
  const lines = readFileSync(`${folder}/README.md`, 'utf8');
  for (const { name, bytes } of corpus) {
    expect(lines).toContain(`\`${name}\``);
    expect(bytes.length).toBeLessThan(80_000);
  }
});

/** What a source calls that takes bytes or text apart. */
const takesApart =
  /JSON\.parse\(|new DataView\(|[Pp]apa\.parse|new TextDecoder|DecompressionStream|from '(mathjs|hyparquet)|\batob\(/;

/** What needs none: it takes apart what the same program made, or its source has a parser's test beside it. */
const others: readonly (readonly [source: RegExp, why: string])[] = [
  [/^src\/engine\//, 'the engine’s own memory'],
  [/^src\/app\/report\/embedded\.ts$/, 'what the page itself carries'],
  [/^src\/data\/sets\/digits\//, 'what the page itself carries'],
  [/^src\/exports\//, 'written for other programs'],
  [/^src\/data\/pictures\//, 'pictures, which have tests of their own'],
  [/^src\/features\/(tensorflow\/common\.js|weights\/onnx\.ts)$/, 'written for other programs'],
  [
    /^src\/features\/import\/(looksLikeTable|readPictures)\.ts$/,
    'looks at the beginning, or at pictures of the browser',
  ],
  [/^src\/store\/contentCleanup\.ts$/, 'looks for hashes alone'],
];

test('every source that takes bytes or text apart is covered by a parser of the list', () => {
  const covered = new Set(parsers.flatMap(({ sources }) => sources));
  const sources = ['src', 'cli'].flatMap((root) =>
    readdirSync(root, { recursive: true }).map((path) => `${root}/${path}`),
  );
  const taking = sources.filter(
    (source) => /\.(tsx?|js)$/.test(source) && takesApart.test(readFileSync(source, 'utf8')),
  );
  expect(taking.length).toBeGreaterThan(20);
  const missing = taking.filter(
    (source) => !covered.has(source) && !others.some(([pattern]) => pattern.test(source)),
  );
  expect(missing).toEqual([]);
});
