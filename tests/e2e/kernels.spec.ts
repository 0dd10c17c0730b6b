import { expect, type Page } from '@playwright/test';
import { build, type PreviewServer, preview } from 'vite';
import type { Checks } from './kernels/page';
import { test } from './test';

declare const window: { checks: Checks };

/**
 * Without a graphics card WebGL and WebGPU are slow. `npm test` runs every kernel on WebGL but not every network: of the PyTorch
 * cases it takes some of each kind. `npm run test:full` runs all, and WebGPU, which takes longest to compile a network.
 */
const full = Boolean(process.env.FULL);

let server: PreviewServer;

test.beforeAll(async () => {
  const root = new URL('kernels', import.meta.url).pathname;
  const outDir = new URL('../../node_modules/.kernels-page', import.meta.url).pathname;
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  server = await preview({ root, logLevel: 'silent', build: { outDir }, preview: { port: 0 } });
});
test.afterAll(() => server.close());

const kinds = ['lesson', 'transfer'] as const;
/** Of the cases with PyTorch values (tests/golden), one of each shape of objective. */
const taught = {
  lesson: [
    'hinton α 0.1, T 4',
    'hints, joint, regressor, normalized',
    'decoupled 1, 1, 8, T 4',
    'relational 1, 25, 50',
  ],
  transfer: ['coral', 'mmd, several widths', 'gradient reversal', 'pseudo-labels'],
};

async function expectTaught(
  page: Page,
  backend: 'webgl' | 'webgpu',
  kind: (typeof kinds)[number],
  names: readonly string[],
): Promise<void> {
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const golden = await page.evaluate(([backend, kind, name]) => window.checks[kind](backend, name), [
      backend,
      kind,
      name,
    ] as const);
    expect(golden.faults, name).toEqual([]);
    expect(golden.compared, name).toBeGreaterThan(25);
  }
}

for (const backend of full ? (['webgl', 'webgpu'] as const) : (['webgl'] as const)) {
  test(`the ${backend} kernels do what all kernels must, and agree with PyTorch`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto(server.resolvedUrls!.local[0]!);
    await page.waitForFunction(() => 'checks' in window);
    const conformance = await page.evaluate((name) => window.checks.conformance(name), backend);
    expect(conformance.faults).toEqual([]);
    expect(conformance.ran).toBeGreaterThan(100);
    const count = await page.evaluate(() => window.checks.networks);
    const together = full ? 17 : 1;
    const stride = full ? together : 7;
    for (let from = 0; from < count; from += stride) {
      const golden = await page.evaluate(([name, from, to]) => window.checks.golden(name, from, to), [
        backend,
        from,
        from + together,
      ] as const);
      expect(golden.faults).toEqual([]);
      expect(golden.compared).toBeGreaterThan(5 * together);
    }
    const depths = await page.evaluate((name) => window.checks.depths(name), backend);
    expect(depths.faults).toEqual([]);
    expect(depths.compared).toBeGreaterThan(900);
    const [once, again] = await page.evaluate((name) => window.checks.twice(name), backend);
    expect(once!.length).toBeGreaterThan(200);
    expect(again, 'the same seed gives the same run to the last bit').toEqual(once);
    if (!full) for (const kind of kinds) await expectTaught(page, backend, kind, taught[kind].slice(0, 1));
  });
}

/** TensorFlow.js's own shaders for these lose digits near 0. */
const inexact = [
  'algebra log1p',
  'algebra tanh',
  'a vanishing signal is followed, not lost: tanh of 1e-12 is 1e-12',
];
/** Odd widths, kinks, statistics over the batch and over units, clipping. Every call is many draws: not all networks. */
const differentiated = [
  'activation sigmoid',
  'activation relu',
  'activation gelu',
  'batch norm, residual',
  'layer norm, residual',
  'clipped',
];

test('TensorFlow.js differentiates on WebGL, and agrees with PyTorch', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto(server.resolvedUrls!.local[0]!);
  await page.waitForFunction(() => 'checks' in window);
  if (full) {
    const conformance = await page.evaluate(() => window.checks.conformance('tensorflow'));
    expect(conformance.faults.map((fault) => fault.slice(0, fault.indexOf(': {')))).toEqual(inexact);
  }
  const names = await page.evaluate(() => window.checks.names);
  for (const name of full ? differentiated : differentiated.slice(0, 3)) {
    const at = names.indexOf(name);
    expect(at, name).toBeGreaterThanOrEqual(0);
    const golden = await page.evaluate((at) => window.checks.golden('tensorflow', at, at + 1), at);
    expect(golden.faults).toEqual([]);
    expect(golden.compared).toBeGreaterThan(50);
  }
  expect(await page.evaluate(() => window.checks.tensorFlowOn())).toBe('webgl');
});

for (const backend of full ? (['webgl', 'webgpu'] as const) : []) {
  for (const kind of kinds) {
    const what = { lesson: 'are taught', transfer: 'learn for another domain' }[kind];
    test(`students on ${backend} kernels ${what} as PyTorch's do`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.goto(server.resolvedUrls!.local[0]!);
      await page.waitForFunction(() => 'checks' in window);
      const known = await page.evaluate((kind) => window.checks[`${kind}s`], kind);
      expect(taught[kind].filter((name) => !known.includes(name))).toEqual([]);
      // WebGPU takes long to compile a case.
      await expectTaught(page, backend, kind, backend === 'webgl' ? known : taught[kind]);
    });
  }
}
