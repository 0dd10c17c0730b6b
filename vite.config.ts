import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { chapters } from './scripts/chapters/mdx.ts';
import { chapterPages } from './scripts/chapters/pages.ts';
import { compileHint } from './scripts/compileHint.ts';
import { firstView } from './scripts/firstView.ts';
import { compressedTwins } from './scripts/hosting/compress.ts';
import { pageSecurityPolicy, styleNonce } from './scripts/hosting/csp.ts';
import { licenses } from './scripts/hosting/licenses.ts';
import { offlineVersion } from './scripts/hosting/precache.ts';

const bundled = licenses();

export default defineConfig({
  base: './',
  resolve: {
    alias: [
      {
        find: /^\.\/use-id\/use-id\.mjs$/,
        replacement: new URL('src/app/useId.ts', import.meta.url).pathname,
      },
    ],
  },
  plugins: [
    chapters(),
    react(),
    firstView(),
    compileHint(['libraries', 'first', 'shared']),
    chapterPages(),
    pageSecurityPolicy(),
    bundled.page,
    offlineVersion(),
    compressedTwins(),
  ],
  html: { cspNonce: styleNonce },
  worker: {
    format: 'es',
    plugins: () => [bundled.worker],
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // TensorFlow.js is a chunk without any code of ours, which WebGL alone asks for.
            { name: 'tfjs', test: /node_modules\/(@tensorflow|long|seedrandom)\//, priority: 1 },
            // What all engines use; without a group each set of them that shares a module has a file of its own.
            { name: 'engine', minShareCount: 5 },
          ],
        },
      },
      // Parts of `@tensorflow/tfjs` that the engine does not use; their packages do not say that they can be left out.
      treeshake: {
        moduleSideEffects: [{ test: /@tensorflow\/tfjs-(layers|converter|data)\//, sideEffects: false }],
      },
    },
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    // The build is quiet: how long its plugins take is no news to who only wants the page.
    rolldownOptions: {
      // Nor is that figures of the book load the pool when they run: their text is written at build, where there are no workers.
      checks: { pluginTimings: false, ineffectiveDynamicImport: false },
      // Without groups each set of pages that share a module has a file of its own: the lab would load 185 files.
      output: {
        codeSplitting: {
          groups: [
            // The libraries of the first view, which run in a task of their own (`scripts/firstView.ts`).
            {
              name: 'libraries',
              tags: ['$initial'],
              test: /node_modules|src\/app\/useId\.ts/,
              priority: 3,
            },
            // The entry awaits parts that import from here, so it is not among these.
            {
              name: 'first',
              tags: ['$initial'],
              test: /^(?!.*(index\.html|src\/app\/main\.tsx))/,
              priority: 2,
            },
            // Parts that load after the first view. With fewer sharers, rooms would load what they do not use.
            { name: 'shared', minShareCount: 5, priority: 1 },
          ],
        },
      },
      // d3-scale-chromatic builds every colour scale when it loads; those that no chart uses can be left out.
      treeshake: { manualPureFunctions: ['ramp', 'ramp$1', 'colors', 'cubehelixLong', 'cubehelix'] },
    },
    // A font in the style sheet itself would need `data:` in the content security policy.
    assetsInlineLimit: (path) => (/\.(woff2?|ttf)$/.test(path) ? false : undefined),
  },
});
