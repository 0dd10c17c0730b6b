import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = new URL('../../../src/', import.meta.url).pathname;
const read = (language: string, name: string) =>
  JSON.parse(readFileSync(join(root, 'locales', language, name), 'utf8')) as object;

/** `{ a: { b: 'x' } }` as `[['a.b', 'x']]`; of plural forms, of which languages have different ones, the last stands for all. */
const flat = (tree: object, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key.replace(/_(one|other)$/, ''), value] as [string, string]]
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

  test('uses the same placeholders in both languages', () => {
    const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, gap]) => gap).sort();
    for (const [key, text] of english) expect(gaps(chinese.get(key)!), key).toEqual(gaps(text));
  });
});

/** The sentences of a room of studies are in the files of each kind. */
const rooms = ['distillation', 'transfer'];

test('every sentence that the page uses exists', () => {
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  const known = new Map(files.map((file) => [file, new Set(flat(read('en', file)).map(([key]) => key))]));
  const missing: string[] = [];
  for (const path of sources) {
    const source = readFileSync(join(root, path), 'utf8');
    const asked = source.matchAll(
      /\bt(?:: (\w+))?(?:, i18n)? \} = useTranslation\((?:'(\w+)'|(\w+\.)?words)\)/g,
    );
    // If a file has several components, the first one determines the namespace of its sentences.
    const namespaces = new Map([...asked].reverse().map(([, name = 't', namespace]) => [name, namespace]));
    for (const [, name, key] of source.matchAll(/\b(t\w*)\(\s*'([\w.:]+)'/g)) {
      if (!namespaces.has(name!)) continue;
      const own = namespaces.get(name!);
      const [found, space] = key!.split(':').reverse();
      const spaces = space ? [space] : own ? [own] : rooms;
      for (const one of spaces)
        if (!known.get(`${one}.json`)?.has(found!)) missing.push(`${path}: ${one}:${found}`);
    }
  }
  expect(missing).toEqual([]);
});
