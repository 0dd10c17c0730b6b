import { writeFileSync } from 'node:fs';
import { build } from 'vite';
import { folder, script } from './lab';

/**
 * Bundles the terminal program before its tests: each of them starts it several times, and to translate its sources at every start
 * takes longer than what it is to do. One test starts it from its sources, as `npm run lab` does.
 */
export default async function setup(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        // `startPool` looks for its worker beside itself.
        input: { program: 'cli/lab.ts', poolWorker: 'cli/poolWorker.ts' },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  // The program's own file is not what is started: the server of the page starts by itself where it is.
  writeFileSync(script, "import './program.mjs';\n");
}
