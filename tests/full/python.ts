import { execFileSync } from 'node:child_process';

/** The Python that has PyTorch: the one on the path, or Debian's. */
export function pythonWithTorch(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** Runs exported scripts one after the other in one Python, each in its folder, with the hook to be found. */
export function runScripts(python: string, folders: readonly string[], script: string): void {
  const program = `
import os, runpy, sys
import torch
torch.set_num_threads(1)
for folder in sys.argv[2:]:
    os.chdir(folder)
    runpy.run_path(sys.argv[1], run_name='__main__')
`;
  execFileSync(python, ['-c', program, script, ...folders], {
    env: { ...process.env, PYTHONPATH: `${process.cwd()}/python`, MPLBACKEND: 'Agg' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
