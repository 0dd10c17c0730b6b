import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

export const folder = resolve('node_modules/.lab');
/** The bundled terminal program, which `build.ts` makes. */
export const script = join(folder, 'lab.mjs');

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (command: readonly string[]): Ended => {
  const { status, stdout, stderr } = spawnSync('node', command, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** Runs `lab` to its end, in a process of its own. */
export const lab = (...args: readonly string[]): Ended => run([script, ...args]);

/** The same from the sources. */
export const labFromSources = (...args: readonly string[]): Ended =>
  run(['--import', 'tsx', 'cli/lab.ts', ...args]);
