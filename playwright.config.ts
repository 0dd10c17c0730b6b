import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = '/usr/bin/chromium';
const port = process.env.PORT ?? '4199';

export default defineConfig({
  testDir: 'tests/e2e',
  // `npm run screenshots` makes the README's pictures; they test nothing.
  testIgnore: process.env.SCREENSHOTS ? [] : ['**/pictures.spec.ts'],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Two: what one waits for, drawn frames and speed limits, leaves the other the processor.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(existsSync(chromium) ? { executablePath: chromium } : {}),
      // WebGL without a GPU runs on SwiftShader: right, but slow.
      args: [
        '--no-sandbox',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--enable-unsafe-webgpu',
        '--ignore-gpu-blocklist',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node --import tsx scripts/hosting/serve.ts --port ${port}`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
});
