import type { ExperimentSpec } from '../../schema/experiment';
import { runNames } from '../../schema/runTitle';
import comparisonCode from './comparison.py?raw';
import { experimentSections } from './experiment';
import { filesOf } from './files';

/**
 * Compared experiments as files by path: a script in a folder for each run, and one that runs them all.
 *
 * @throws {Problem} one of them can't be a script
 */
export async function comparisonFiles(
  specs: readonly ExperimentSpec[],
): Promise<Record<string, string | Uint8Array>> {
  const names = runNames(specs, ({ en }) => en);
  const files: Record<string, string | Uint8Array> = { 'compare.py': comparisonCode };
  for (const [i, spec] of specs.entries()) {
    const letter = String.fromCharCode('A'.charCodeAt(0) + i);
    const difference = (names[i] ?? '').replace(/[^A-Za-z0-9.]+/g, '-').replace(/^-+|-+$/g, '');
    const folder = difference ? `${letter}-${difference.slice(0, 60)}` : letter;
    for (const [name, content] of Object.entries(filesOf(await experimentSections(spec), 'run.py')))
      files[`${folder}/${name}`] = content;
  }
  return files;
}
