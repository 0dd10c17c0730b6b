import { defineConfig } from 'vitest/config';
import { relaxedSimdFlags } from './cli/relaxedSimd.ts';
import { chapters } from './scripts/chapters/mdx.ts';

export default defineConfig({
  plugins: [chapters()],
  test: {
    // What is long by nature runs in `npm run test:full`.
    include: [`tests/${process.env.FULL ? '{full,dask}' : '{unit,golden}'}/**/*.test.{ts,tsx}`],
    setupFiles: ['tests/unit/data/loadAll.ts'],
    testTimeout: 60_000,
    // By default one processor would be left idle.
    maxWorkers: '100%',
    execArgv: relaxedSimdFlags,
  },
});
