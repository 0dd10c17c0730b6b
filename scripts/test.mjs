// Runs all checks of the project and ends with one line: N passed, N failed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installChromium, installDependencies } from './install.mjs';
import { check, finish, playwright, reports, suite, together, totals, vitest } from './suites.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();
installChromium();

await together(
  () => check('types', 'tsc', ['--noEmit']),
  () => check('lint and format', 'biome', ['check', '.']),
  () => check('import rules', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'cli']),
  () => check('no code twice', 'jscpd', ['--config', '.jscpd.json']),
);

await vitest('unit and golden', []);

// The hook is tested if PyTorch is installed (Debian: python3-torch); otherwise its tests are reported as skipped.
const python = ['/usr/bin/python3', 'python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
);
async function pythonHook() {
  if (python) {
    const path = join(reports, 'python.json');
    return suite(
      'PyTorch hook',
      python,
      ['python/tests/run.py', path],
      { OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' },
      () => JSON.parse(readFileSync(path, 'utf8')),
      [],
    );
  }
  const tests = readdirSync('python/tests')
    .filter((name) => name.startsWith('test_'))
    .flatMap((name) => readFileSync(join('python/tests', name), 'utf8').match(/^ +def test_/gm) ?? []);
  totals.skipped += tests.length;
  console.log(
    `\n▶ PyTorch hook\nSkipped: ${tests.length} tests need PyTorch (Debian: apt install python3-torch).`,
  );
}

await together(() => check('build', 'vite', ['build', '--logLevel', 'warn']), pythonHook);
await check('size budget', 'tsx', ['scripts/size-budget.mjs']);
await playwright('end to end');
finish();
