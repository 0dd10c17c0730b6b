// Everything that checks the project, ending with one line: N passed, N failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installChromium, installDependencies } from './install.mjs';

process.chdir(new URL('..', import.meta.url).pathname);
installDependencies();
installChromium();

const reports = mkdtempSync(join(tmpdir(), 'gradient-lab-test-'));
const totals = { passed: 0, failed: 0, skipped: 0 };

/** What runs a command of node_modules/.bin. */
const npx = ['npx', '--no-install'];

/** Runs a command to its end, its output shown. */
function run(title, command, args, env = {}, by = npx) {
  console.log(`\n▶ ${title}`);
  const began = Date.now();
  const [program, ...rest] = [...by, command, ...args];
  const { status } = spawnSync(program, rest, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(`${status === 0 ? '✔' : '✘'} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return status === 0;
}

/** A check that passes or fails as a whole. */
function check(title, command, args) {
  totals[run(title, command, args) ? 'passed' : 'failed']++;
}

/** A suite that reports its own counts; a suite that failed without a failed test still counts as one. */
function suite(title, command, args, env, count, by) {
  const passed = run(title, command, args, env, by);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count();
  } catch (error) {
    console.error(`No report from ${title}: ${error.message}`);
  }
  if (!passed && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}

check('types', 'tsc', ['--noEmit']);
check('lint and format', 'biome', ['check', '.']);
check('import rules', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'cli']);

const unitReport = join(reports, 'unit.json');
suite(
  'unit and golden',
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  {},
  () => {
    const report = JSON.parse(readFileSync(unitReport, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
  },
);

// The hook is tested where PyTorch is (Debian: python3-torch); elsewhere its tests are told as skipped.
const python = ['/usr/bin/python3', 'python3'].find(
  (name) => spawnSync(name, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
);
if (python) {
  const pythonReport = join(reports, 'python.json');
  suite(
    'PyTorch hook',
    python,
    ['python/tests/run.py', pythonReport],
    { OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1', PYTHONWARNINGS: 'ignore' },
    () => JSON.parse(readFileSync(pythonReport, 'utf8')),
    [],
  );
} else {
  const tests = readdirSync('python/tests')
    .filter((name) => name.startsWith('test_'))
    .flatMap((name) => readFileSync(join('python/tests', name), 'utf8').match(/^ +def test_/gm) ?? []);
  totals.skipped += tests.length;
  console.log(
    `\n▶ PyTorch hook\nSkipped: ${tests.length} tests need PyTorch (Debian: apt install python3-torch).`,
  );
}

check('build', 'vite', ['build', '--logLevel', 'warn']);
check('size budget', 'tsx', ['scripts/size-budget.mjs']);
const e2eReport = join(reports, 'e2e.json');
suite(
  'end to end',
  'playwright',
  ['test', '--reporter=list,json'],
  { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
  () => {
    const { stats } = JSON.parse(readFileSync(e2eReport, 'utf8'));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  },
);

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
