import { defineConfig } from 'vite';

/** One file for Node of everything that is timed, as the page has it: TensorFlow.js's modules can't be loaded singly there. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'tests/bench/tmpcpu.ts',
    outDir: 'node_modules/.bench',
    emptyOutDir: true,
    minify: false,
    rollupOptions: {
      output: {
        // TensorFlow.js's WebAssembly loader expects CommonJS around it.
        banner:
          "import { createRequire as requireFrom } from 'node:module';\nglobalThis.require = requireFrom(import.meta.url);\nglobalThis.__dirname = import.meta.dirname;",
      },
    },
  },
  logLevel: 'warn',
});
