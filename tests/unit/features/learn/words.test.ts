import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { languageCodes } from '../../../../src/base/languages';
import { chapters } from '../../../../src/features/learn/chapters';

const root = 'src/features/learn/chapters';

/** The texts that a module and what it imports from the book's figures use. */
function wordsOf(path: string, seen = new Set<string>()): Set<string> {
  const file = ['', '.ts', '.tsx', '/index.ts']
    .map((end) => path + end)
    .find((one) => /\.\w+$/.test(one) && existsSync(one));
  if (!file || seen.has(file)) return new Set();
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  const own = [...source.matchAll(/useTranslation\('(\w+)'\)/g)].map(([, name]) => name!);
  const below = [...source.matchAll(/from '(\.[^']+)'/g)].flatMap(([, to]) => {
    const target = join(dirname(file), to!);
    return target.includes('features/learn/figures') ? [...wordsOf(target, seen)] : [];
  });
  return new Set([...own, ...below]);
}

test('a chapter loads the texts of all its figures, and no others', () => {
  for (const { file, words } of chapters) {
    for (const language of languageCodes) {
      const used = wordsOf(join(root, language, `${file}.mdx`));
      used.delete('learn');
      expect([...used].toSorted(), `${language}/${file}`).toEqual([...words].toSorted());
    }
  }
});
