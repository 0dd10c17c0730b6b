// The checks and suites of `npm test` and `npm run test:full`, with a common count.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder for the suites' reports. */
export const reports = mkdtempSync(join(tmpdir(), 'gradient-lab-test-'));
export const totals = { passed: 0, failed: 0, skipped: 0 };

/** The command that runs a program of node_modules/.bin. */
const npx = ['npx', '--no-install'];

/** How many commands of `together` run: the output of these is shown when they end, that of a single one as it comes. */
let beside = 0;

/** Runs a command to its end and shows its output. */
async function run(title, command, args, env = {}, by = npx) {
  const held = beside > 0;
  if (!held) console.log(`\n▶ ${title}`);
  const began = Date.now();
  const [program, ...rest] = [...by, command, ...args];
  const child = spawn(program, rest, {
    stdio: ['inherit', held ? 'pipe' : 'inherit', held ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env },
  });
  const output = [];
  for (const stream of held ? [child.stdout, child.stderr] : [])
    stream.on('data', (part) => output.push(part));
  const passed = await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('close', (status) => resolve(status === 0));
  });
  if (held) process.stdout.write(`\n▶ ${title}\n${Buffer.concat(output)}`);
  console.log(`${passed ? '✔' : '✘'} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return passed;
}

/** Runs some checks and suites at once: what one of them leaves of the processors the others use. */
export async function together(...starts) {
  beside = starts.length;
  await Promise.all(starts.map((start) => start()));
  beside = 0;
}

/** A check that passes or fails as a whole. */
export async function check(title, command, args) {
  totals[(await run(title, command, args)) ? 'passed' : 'failed']++;
}

/** A suite that reports its own counts. A suite that fails without a failed test counts as one failure. */
export async function suite(title, command, args, env, count, by) {
  const passed = await run(title, command, args, env, by);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count();
  } catch (error) {
    console.error(`No report from ${title}: ${error.message}`);
  }
  if (!passed && counts.failed === 0) counts.failed = 1;
  for (const key of Object.keys(totals)) totals[key] += counts[key];
}

/** A suite of vitest. */
export function vitest(title, args, env = {}) {
  const path = join(reports, `${title.replaceAll(' ', '-')}.json`);
  return suite(
    title,
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`, ...args],
    env,
    () => {
      const report = JSON.parse(readFileSync(path, 'utf8'));
      return {
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests,
      };
    },
  );
}

/** A suite of Playwright. */
export function playwright(title, args = [], env = {}) {
  const path = join(reports, `${title.replaceAll(' ', '-')}.json`);
  return suite(
    title,
    'playwright',
    ['test', '--reporter=list,json', ...args],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: path, ...env },
    () => {
      const { stats } = JSON.parse(readFileSync(path, 'utf8'));
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
    },
  );
}

/** Prints the closing line and sets the exit status. */
export function finish() {
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
  console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
  process.exitCode = totals.failed === 0 ? 0 : 1;
}
