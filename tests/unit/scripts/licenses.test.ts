import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licenseOf, packageFolders } from '../../../scripts/hosting/licenses';

const root = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '');
const modules = `${root}/node_modules`;

function written(name: string, description: object): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'licence-')), name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...description }));
  return folder;
}

test('a module belongs to the innermost package, scoped or not, whatever its query', () => {
  const found = packageFolders([
    `${modules}/zod/v4/core/schemas.js`,
    `${modules}/@mantine/core/styles.css?used`,
    `\0${modules}/react/index.js?commonjs-module`,
    `${root}/src/app/main.tsx`,
    '\0vite/preload-helper.js',
  ]);
  expect([...found]).toEqual([`${modules}/zod`, `${modules}/@mantine/core`, `${modules}/react`]);
});

test('a licence is the text that the package ships', () => {
  expect(licenseOf(`${modules}/zod`)).toMatch(/^zod [\d.]+ \(MIT\)\n\nMIT License[\s\S]+WITHOUT WARRANTY/);
});

test('without a text, the licence is named with its author; without a licence, nothing is built', () => {
  expect(licenseOf(written('bare', { license: 'MIT', author: { name: 'A. Author' } }))).toBe(
    'bare 1.0.0 (MIT)\n\nBy A. Author.\n',
  );
  expect(() => licenseOf(written('none', {}))).toThrow('none 1.0.0 names no licence.');
});

test('every package of the service worker is listed', () => {
  const worker = readFileSync(`${root}/src/serviceWorker/sw.ts`, 'utf8');
  const imported = [...worker.matchAll(/from '([^'.][^']*)'/g)].map(([, name]) => name!);
  const listed = readFileSync(`${root}/scripts/hosting/licenses.ts`, 'utf8');
  expect(imported.length).toBeGreaterThan(0);
  for (const name of imported) expect(listed).toContain(`'${name}'`);
});
