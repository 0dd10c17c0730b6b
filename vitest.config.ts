import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,golden,dask}/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/unit/data/loadAll.ts'],
    testTimeout: 60_000,
    // By default one processor would be left idle.
    maxWorkers: '100%',
    // Node 20 has relaxed SIMD behind a flag; later versions have it without.
    execArgv: ['--experimental-wasm-relaxed-simd'],
  },
});
