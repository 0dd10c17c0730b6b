import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['tests/{unit,golden}/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
});
