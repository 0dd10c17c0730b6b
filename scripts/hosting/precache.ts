import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/**
 * Builds the service worker with the list of all files of this version. Each entry carries the file's hash, so that the
 * browser rejects any other content, such as an HTML page with status 200.
 */
export function offlineVersion(): Plugin[] {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/serviceWorker',
    filename: 'sw.ts',
    outDir: 'dist',
    registerType: 'prompt',
    injectRegister: null,
    manifest: false,
    integration: {
      // Uses the same log level as the page's build, and the current name of the option.
      configureCustomSWViteBuild(config) {
        config.logLevel = 'warn';
        const output = [config.build?.rollupOptions?.output ?? []].flat();
        for (const options of output) {
          delete (options as { inlineDynamicImports?: boolean }).inlineDynamicImports;
        }
      },
    },
    injectManifest: {
      globPatterns: ['**/*.{html,js,css,svg,woff2,webmanifest,txt,jsonl}'],
      globIgnores: ['sw.js'],
      maximumFileSizeToCacheInBytes: 16 * 1024 * 1024,
      manifestTransforms: [
        (entries) => ({
          manifest: entries.map((entry) => ({
            ...entry,
            integrity: `sha384-${createHash('sha384')
              .update(readFileSync(join('dist', entry.url)))
              .digest('base64')}`,
          })),
        }),
      ],
    },
  });
}
