import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { methods as distillationMethods } from '../../../src/engine/distillation/methods';
import { initializers } from '../../../src/engine/initializers';
import { transferMethods } from '../../../src/engine/transfer/methods';
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
