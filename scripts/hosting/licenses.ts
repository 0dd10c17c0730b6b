import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** The file in `dist/` that holds the licences of what is bundled. */
export const licensesFile = 'licenses.txt';

/** Data in the build that are no package: their source and licence. */
const data = `Optical Recognition of Handwritten Digits (CC BY 4.0)

E. Alpaydin, C. Kaynak, 1998. UCI Machine Learning Repository, https://doi.org/10.24432/C50P49.
The pixel values are packed; none is changed. https://creativecommons.org/licenses/by/4.0/
`;

/** What the service worker is built from. Its build starts after the page's, so its packages are named here. */
const inServiceWorker = ['workbox-core', 'workbox-precaching', 'workbox-routing'];

/** Folders of the packages that modules come from, by the modules' paths. */
export function packageFolders(modules: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const id of modules) {
    const [path] = id.replace(/^\0/, '').split('?');
    const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path!)?.[1];
    if (found && existsSync(join(found, 'package.json'))) folders.add(found);
  }
  return folders;
}

/**
 * The licence of one package: its name and version, and the text that it ships.
 * @throws Error if it names no licence, so that nothing is bundled that must not be
 */
export function licenseOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string' || license === '') throw new Error(`${name} ${version} names no licence.`);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const by = typeof author === 'string' ? author : author?.name;
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : `By ${by ?? `the authors of ${name}`}.`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/**
 * Writes the licences of all bundled packages. Workers are bundled apart from the page but before it, so one collection
 * serves both: `page` belongs in the build's plugins, `worker` in those of its workers.
 */
export function licenses(): { readonly page: Plugin; readonly worker: Plugin } {
  const folders = new Set<string>();
  const collect = (modules: Iterable<string>) => {
    for (const folder of packageFolders(modules)) folders.add(folder);
  };
  return {
    worker: {
      name: 'licenses-of-workers',
      apply: 'build',
      generateBundle() {
        collect(this.getModuleIds());
      },
    },
    page: {
      name: 'licenses',
      apply: 'build',
      generateBundle() {
        collect(this.getModuleIds());
        const root = dirname(new URL('../../package.json', import.meta.url).pathname);
        for (const name of inServiceWorker) folders.add(join(root, 'node_modules', name));
        const packages = [...new Set([...folders].map(licenseOf))].sort();
        const source = [licenseOf(root), data, ...packages].join(`\n${'-'.repeat(80)}\n\n`);
        this.emitFile({ type: 'asset', fileName: licensesFile, source });
      },
    },
  };
}
