import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';

/**
 * Installs packages that have a lock file of their own under `tests/full`, because they are large and nothing else needs them.
 *
 * @param name of the folder with the lock file
 * @param main the package that is used
 * @returns where they are; undefined where they can't be installed, as without a network
 */
export function ownPackages(name: string, main: string): string | undefined {
  const folder = `node_modules/.${name}`;
  mkdirSync(folder, { recursive: true });
  cpSync(`tests/full/${name}`, folder, { recursive: true });
  if (existsSync(`${folder}/node_modules/${main}`)) return folder;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  return status === 0 ? folder : undefined;
}
