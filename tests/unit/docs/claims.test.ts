import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { methods as distillationMethods } from '../../../src/engine/distillation/methods';
import { initializers } from '../../../src/engine/initializers';
import { transferMethods } from '../../../src/engine/transfer/methods';
import { chapters } from '../../../src/features/learn/chapters';
import { distillations } from '../../../src/schema/distillations';
import { presets } from '../../../src/schema/presets';
import { sweepPresets } from '../../../src/schema/sweeps';
import { transfers } from '../../../src/schema/transfers';

const root = new URL('../../../', import.meta.url);
const claims = readFileSync(new URL('docs/claims.md', root), 'utf8');
const cited = [...claims.matchAll(/`(tests\/[^`]+)`(?: › ([^|;]+))?/g)].map(([, file, title]) => [
  file!,
  title?.trim() ?? '',
]);

test.each(cited)('the evidence %s › %s exists', (file, title) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  expect(readFileSync(new URL(file, root), 'utf8')).toContain(title);
});

test('no claim stands without evidence', () => {
  const rows = claims.split('\n').filter((line) => /^\| (?!Where|---)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) expect(row.split('|')[3]!.trim()).not.toBe('');
});

test('every file that a row is about exists', () => {
  const sources = new Set(
    readdirSync(new URL('src', root), { recursive: true }).map((path) => basename(String(path))),
  );
  const named = claims
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((row) => [...row.split('|')[1]!.matchAll(/`([^`*]*\.(?:ts|tsx|json|mdx))`/g)])
    .map(([, path]) => basename(path!));
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((name) => !sources.has(name))).toEqual([]);
});

test('every chapter of the book has a row', () => {
  expect(chapters.map(({ file }) => file).filter((file) => !claims.includes(`${file}.mdx`))).toEqual([]);
});

/** Registries whose entries each claim something in their description. */
const claiming = {
  presets,
  sweepPresets,
  distillations,
  transfers,
  initializers,
  distillationMethods,
  transferMethods,
};

test.each(Object.entries(claiming))('every entry of %s has a row', (_name, registry) => {
  const missing = Object.keys(registry).filter(
    (name) => !claims.includes(`${name}.ts`) && !claims.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});
