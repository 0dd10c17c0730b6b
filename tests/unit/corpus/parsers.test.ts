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

/** How a source gets at the browser's database, whose records any program or version may have written. */
const getsAtDatabase =
  /\b(Database|database|createDatabase)\b[^;]*\} from '[^']*\/database'|import\('[^']*\/database'\)|from 'dexie'|\bindexedDB\s*\.\s*\w/;

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
  [/^src\/features\/observe\/useFiniteWidth\.ts$/, 'what the build has written into the page'],
  [/^src\/store\/contentCleanup\.ts$/, 'looks for hashes alone'],
  [/^src\/store\/database\.ts$/, 'opens the database, and reads nothing'],
  [/^src\/store\/kept\.ts$/, 'hands on what cannot be used, as it is'],
  [/^src\/store\/(file\.worker|map|readLibrary)\.ts$/, 'hands the database on'],
  [/^src\/store\/readBack\.ts$/, 'compares with what it has just written'],
  [/^src\/store\/undo\.ts$/, 'each step goes through its room’s parser, and none is taken if one fails'],
];

test('a source that reads the browser’s database is noticed, however it gets at it', () => {
  for (const source of [
    "import { database } from './database';\nbase.rooms.get(id)",
    "import { type Database, database } from '../store/database';",
    "import type {\n  Database,\n  StoredRun,\n} from './database';",
    "const { database } = await import('./database');",
    "import Dexie, { type EntityTable } from 'dexie';",
    "globalThis.indexedDB.open('gradient-lab')",
  ]) {
    expect(source).toMatch(getsAtDatabase);
  }
  expect("import type { StoredRun } from './database';").not.toMatch(getsAtDatabase);
});

test('every source that takes bytes or text apart, or reads the browser’s database, is covered by a parser of the list', () => {
  const covered = new Set(parsers.flatMap(({ sources }) => sources));
  const sources = ['src', 'cli'].flatMap((root) =>
    readdirSync(root, { recursive: true }).map((path) => `${root}/${path}`),
  );
  const taking = sources.filter((source) => {
    if (!/\.(tsx?|js)$/.test(source)) return false;
    const text = readFileSync(source, 'utf8');
    return takesApart.test(text) || getsAtDatabase.test(text);
  });
  expect(taking.length).toBeGreaterThan(20);
  const missing = taking.filter(
    (source) => !covered.has(source) && !others.some(([pattern]) => pattern.test(source)),
  );
  expect(missing).toEqual([]);
});
