import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Suspense } from 'react';
import { prerender } from 'react-dom/static';
import { expect, test, vi } from 'vitest';
import { lazyPart } from '../../../src/locales/lazyPart';

test('a part whose file is missing leaves its place empty, and what is around it stands', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const There = lazyPart(async () => ({ default: ({ name }: { readonly name: string }) => <b>{name}</b> }));
  const Gone = lazyPart<object>(() =>
    Promise.reject(new TypeError('Failed to fetch dynamically imported module')),
  );
  const { prelude } = await prerender(
    <main>
      <Suspense>
        <There name="menu" />
        <Gone />
      </Suspense>
      text
    </main>,
  );
  const html = await new Response(prelude).text();
  expect(html.replaceAll(/<!--.*?-->/g, '')).toBe('<main><b>menu</b>text</main>');
  expect(warn).toHaveBeenCalledTimes(1);
  warn.mockRestore();
});

test('charts and features load their parts in this way alone', () => {
  const all = ['src/charts', 'src/features'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const files = all.filter((name) => /\.tsx?$/.test(name));
  const parts = files.filter((name) => readFileSync(name, 'utf8').includes('lazyPart('));
  expect(parts.length).toBeGreaterThan(15);
  expect(
    files.filter((name) => /import \{[^}]*\blazy\b[^}]*\} from 'react'/.test(readFileSync(name, 'utf8'))),
  ).toEqual([]);
});
