import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const mantine = join(root, 'node_modules/@mantine/core');
const own = readFileSync(join(root, 'src/app/mantine.css'), 'utf8');
const imported = [...own.matchAll(/@import "@mantine\/core\/(styles\/\w[\w-]*\.css)"/g)].map(
  ([, file]) => file!,
);
const css = imported.map((file) => readFileSync(join(mantine, file), 'utf8')).join('\n');

/** What the page's code imports from Mantine. */
const names = new Set(
  (readdirSync(join(root, 'src'), { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(root, 'src', file), 'utf8').matchAll(
        /import\s+(?!type)\{([^}]*)\}\s+from '@mantine\/core'/g,
      ),
    ])
    .flatMap(([, list]) => list!.split(','))
    .map((name) => name.trim().replace(/ as .*/, ''))
    .filter((name) => /^[A-Z]/.test(name)),
);

const modules = new Map(
  (readdirSync(join(mantine, 'esm'), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => [file.replace(/.*\//, '').replace('.mjs', ''), join(mantine, 'esm', file)]),
);

/** Every module that a module needs, itself among them. */
function reached(file: string, seen: Set<string>): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/from\s*"(\.[^"]+)"/g);
  for (const [, path] of imports) reached(resolve(dirname(file), path!), seen);
  return seen;
}

test('every Mantine component on the page has its styles', () => {
  const files = new Set<string>();
  for (const name of names) if (modules.has(name)) reached(modules.get(name)!, files);
  const styled = [...files].filter((file) => /\.module\.mjs$/.test(file));
  expect(styled.length).toBeGreaterThan(30);
  const classes = styled.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/"(m_[0-9a-f]+)"/g)].map(([, name]) => name!),
  );
  const all = readFileSync(join(mantine, 'styles.css'), 'utf8');
  // Some names of classes have no rule.
  const missing = classes.filter((name) => all.includes(`.${name}`) && !css.includes(`.${name}`));
  expect(missing).toEqual([]);
});

test('in the order of Mantine’s own sheet, as later rules win', () => {
  const all = readFileSync(join(mantine, 'styles.css'), 'utf8');
  const places = imported.map((file) =>
    all.indexOf(readFileSync(join(mantine, file), 'utf8').trim().slice(0, 150)),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
