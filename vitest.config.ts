import { defineConfig } from 'vitest/config';
import { relaxedSimdFlags } from './cli/relaxedSimd.ts';

export default defineConfig({
  test: {
    include: ['tests/{unit,golden,dask}/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/unit/data/loadAll.ts'],
    testTimeout: 60_000,
    // By default one processor would be left idle.
    maxWorkers: '100%',
    execArgv: relaxedSimdFlags,
  },
});
