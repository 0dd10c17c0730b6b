import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { relaxedSimdFlags } from './cli/relaxedSimd.ts';
import { chapters } from './scripts/chapters/mdx.ts';

const plugins = [chapters()];
/** Loads the modules that the page loads on demand. It takes a second, so files with modules of their own do without it. */
const setupFiles = ['tests/unit/data/loadAll.ts'];
const test = {
  testTimeout: 60_000,
  execArgv: relaxedSimdFlags,
};

const testsIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join(folder, name));

/** What a file does that needs modules of its own: it replaces modules or globals, or changes the page's one store or database. */
const leavesTraces = /\bvi\.|globalThis|localStorage|indexeddb|setState/i;
/** Files whose modules are loaded once for many of them, because to load them takes longer than most tests. */
const together = ['tests/golden', 'tests/unit']
  .flatMap(testsIn)
  .filter((file) => !file.startsWith('tests/unit/cli/') && !leavesTraces.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    // By default one processor would be left idle.
    maxWorkers: '100%',
    projects: process.env.FULL
      ? // What is long by nature runs in `npm run test:full`.
        [
          {
            plugins,
            test: {
              ...test,
              setupFiles,
              testTimeout: 300_000,
              name: 'full',
              include: ['tests/{full,dask}/**/*.test.{ts,tsx}'],
            },
          },
        ]
      : [
          { plugins, test: { ...test, setupFiles, name: 'together', include: together, isolate: false } },
          {
            plugins,
            test: {
              ...test,
              name: 'alone',
              include: ['tests/{unit,golden}/**/*.test.{ts,tsx}'],
              exclude: ['tests/unit/cli/**', ...together],
            },
          },
          // Each test starts processes of its own.
          {
            plugins,
            test: {
              ...test,
              // On a machine with much other work a process takes many times as long to start.
              testTimeout: 180_000,
              name: 'terminal',
              include: ['tests/unit/cli/**/*.test.ts'],
              globalSetup: 'tests/unit/cli/build.ts',
              isolate: false,
            },
          },
        ],
  },
});
