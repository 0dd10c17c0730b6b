import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The list of what the report's page was built from. */
export const listPath = join(root, 'scripts/report/sources.json');

export interface Sources {
  /** Paths in the project, sorted. */
  readonly files: readonly string[];
  /** Of all of them together. */
  readonly sha256: string;
}

/** The page's own files among a build's modules, with their hash. */
export function sourcesOf(modules: Iterable<string>): Sources {
  const own = [...modules].flatMap((id) => {
    const path = id.split('?')[0]!;
    const isOwn = path.startsWith(`${root}/src/`) && existsSync(path);
    return isOwn ? [path.slice(root.length + 1)] : [];
  });
  const files = [...new Set(own)].sort();
  return { files, sha256: hashOf(files) };
}

/** The hash of the names and the contents of files as they are now. A file that is gone counts as empty. */
export function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const name of files) {
    const path = join(root, name);
    hash.update(`${name}\n`).update(existsSync(path) ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}
