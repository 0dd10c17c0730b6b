import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = new URL('../../../src/', import.meta.url).pathname;
const read = (language: string, name: string) =>
  JSON.parse(readFileSync(join(root, 'locales', language, name), 'utf8')) as object;

/** `{ a: { b: 'x' } }` as `[['a.b', 'x']]`. */
const flat = (tree: object, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flat(value as object, `${prefix}${key}.`),
  );

const files = readdirSync(join(root, 'locales/en'));

describe.each(files)('%s', (name) => {
  const english = new Map(flat(read('en', name)));
  const chinese = new Map(flat(read('zh-CN', name)));

  test('has the same sentences in both languages, none empty', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('');
  });

  test('fills the same gaps in both languages', () => {
    const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, gap]) => gap).sort();
    for (const [key, text] of english) expect(gaps(chinese.get(key)!), key).toEqual(gaps(text));
  });
});

test('every sentence that the page asks for is there', () => {
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.tsx'),
  );
  const missing: string[] = [];
  for (const path of sources) {
    const source = readFileSync(join(root, path), 'utf8');
    const namespace = /useTranslation\('(\w+)'\)/.exec(source)?.[1];
    for (const [, key] of source.matchAll(/\bt\(\s*'([\w.:]+)'/g)) {
      const [space, name] = key!.includes(':')
        ? (key!.split(':') as [string, string])
        : [namespace ?? '', key!];
      const known = new Set(flat(read('en', `${space}.json`)).map(([known]) => known));
      if (!known.has(name)) missing.push(`${path}: ${space}:${name}`);
    }
  }
  expect(missing).toEqual([]);
});
