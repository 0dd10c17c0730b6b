import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import page from '../../vite.config.ts';
import { chapters } from '../chapters/mdx.ts';
import { styleNonce } from '../hosting/csp.ts';
import { licenses } from '../hosting/licenses.ts';
import { oneFile, workersInside } from './plugins.ts';

const bundled = licenses();
const { treeshake } = page.worker!.rolldownOptions!;
const { alias = [] } = page.resolve!;

/** The build of `npm run build:single`: one file without chunks, so that it opens where nothing can be loaded. */
export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  base: './',
  mode: 'single',
  define: { 'import.meta.env.PROD': 'false' },
  resolve: { alias },
  plugins: [chapters(), workersInside(), react(), bundled.page, oneFile('gradient-lab.html')],
  html: { cspNonce: styleNonce },
  publicDir: false,
  worker: {
    // From file:// Chromium loads no module into a worker.
    format: 'iife',
    plugins: () => [bundled.worker],
    rolldownOptions: { output: { codeSplitting: false }, ...(treeshake === undefined ? {} : { treeshake }) },
  },
  build: {
    outDir: 'dist-single',
    target: 'es2022',
    cssCodeSplit: false,
    assetsInlineLimit: () => true,
    modulePreload: false,
    chunkSizeWarningLimit: 100_000,
    rolldownOptions: { checks: { pluginTimings: false }, output: { codeSplitting: false } },
  },
});
