import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { inPage } from './inPage.ts';
import { oneFile } from './oneFile.ts';
import { pythonTemplate } from './pythonTemplate.ts';

const root = resolve(import.meta.dirname, '../../src/app/report');

/** Builds the page of `gradient_lab.report`: one file that needs nothing else. */
export default defineConfig({
  root,
  base: './',
  plugins: [react(), inPage(), oneFile(), pythonTemplate()],
  build: {
    target: 'es2022',
    outDir: resolve(import.meta.dirname, '../../node_modules/.report'),
    emptyOutDir: true,
    cssCodeSplit: false,
    modulePreload: false,
    chunkSizeWarningLimit: 10_000,
    assetsInlineLimit: () => true,
    rolldownOptions: {
      input: resolve(root, 'report.html'),
      output: { codeSplitting: false },
      checks: { pluginTimings: false },
    },
  },
});
