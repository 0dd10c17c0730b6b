import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's browsers: the whole one, and its engine without windows of its own, which takes half the processor time. */
const chromium = '/usr/bin/chromium';
const headlessShell = '/usr/bin/chromium-headless-shell';
const port = process.env.PORT ?? '4199';

const ignored = [
  // Pictures for the README and to be looked at; they test nothing.
  ...(process.env.SCREENSHOTS ? [] : ['**/pictures.spec.ts', '**/screens.spec.ts']),
  // Audits of all views and chapters are long, as are data of the size of MNIST: `npm run test:full` runs them.
  ...(process.env.FULL
    ? []
    : ['accessibility', 'chapters', 'idx', 'large-file', 'teaching'].map((name) => `**/${name}.spec.ts`)),
];
const gpuTests = ['**/kernels.spec.ts', '**/webgl.spec.ts'];

const launch = (browsers: string[], gpu: string[]) => {
  const executablePath = browsers.find((path) => existsSync(path));
  return {
    ...(executablePath ? { executablePath } : {}),
    args: [
      '--no-sandbox',
      ...gpu,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
};

/** How the page is opened. Without a GPU it is drawn on the processor, several times faster than through SwiftShader. */
export const pageBrowser = launch([headlessShell, chromium], ['--disable-gpu']);

export default defineConfig({
  testDir: 'tests/e2e',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Two: what one waits for, drawn frames and speed limits, leaves the other the processor.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    viewport: { width: 1440, height: 900 },
    // A trace takes a copy of the page at every action. `TRACE=1` records one for each test that fails.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    permissions: ['clipboard-read', 'clipboard-write'],
  },
  projects: [
    // The longest tests come first, so that no processor waits for them at the end.
    {
      name: 'gpu',
      testMatch: gpuTests,
      // WebGL and WebGPU without a GPU run on SwiftShader: right, but slow.
      use: {
        launchOptions: launch(
          [chromium],
          [
            '--use-angle=swiftshader',
            '--enable-unsafe-swiftshader',
            '--enable-unsafe-webgpu',
            '--ignore-gpu-blocklist',
          ],
        ),
      },
    },
    {
      name: 'page',
      testIgnore: [...ignored, ...gpuTests],
      use: { launchOptions: pageBrowser },
    },
  ],
  webServer: {
    command: `node --import tsx scripts/hosting/serve.ts --port ${port}`,
    url: `http://127.0.0.1:${port}`,
    reuseExistingServer: false,
  },
});
