import { expect } from '@playwright/test';
import { openLab, play } from './lab';
import { test } from './test';

const rooms = [
  'learn&chapter=gradient-descent',
  'lab',
  'compare',
  'map',
  'distil',
  'transfer',
  'library',
  'models',
];

test('every room keeps to the content security policy and asks no other host', async ({ page, baseURL }) => {
  const broken: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== baseURL) broken.push(`asks ${url.href}`);
  });
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
  await page.exposeFunction('tellViolation', (told: string) => broken.push(told));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (violation) => {
      void (window as never as { tellViolation(told: string): void }).tellViolation(
        `${violation.effectiveDirective}: ${violation.blockedURI} ${violation.sample}`,
      );
    }),
  );
  for (const room of rooms) {
    await page.goto(`/?page=${room}`);
    await expect(page.locator('main').getByRole('button').first()).toBeVisible();
  }
  await openLab(page);
  await play(page).click();
  await page
    .getByText('Formula')
    .or(page.getByRole('button', { name: /hint|about|info/i }))
    .first()
    .hover();
  await page.keyboard.press('?');
  await expect(page.getByRole('link', { name: 'Licences of the software in this page' })).toHaveAttribute(
    'href',
    'licenses.txt',
  );
  expect(broken).toEqual([]);
});

test('the server sends what holds a page to itself, and no page in the place of a missing file', async ({
  request,
}) => {
  const page = await request.get('/');
  const { headers } = { headers: page.headers() };
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'no-cache',
  });
  expect(headers['permissions-policy']).toContain('camera=()');
  const html = await page.text();
  // The page itself contains the same policy, for hosts that set no headers.
  expect(html).toContain(headers['content-security-policy']!);
  const script = /"\.\/(assets\/libraries-[^"]+\.js)"/.exec(html)![1]!;
  const asset = await request.get(`/${script}`);
  expect(asset.headers()).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
  expect(asset.headers()['content-encoding']).toMatch(/br|gzip/);
  expect((await request.get('/assets/gone-12345678.js')).status()).toBe(404);
  const licenses = await request.get('/licenses.txt');
  expect(licenses.headers()['content-type']).toMatch(/^text\/plain/);
  // Of the page, a part that loads later, a worker, the service worker and the data.
  for (const name of ['react', 'jspdf', 'chardet', 'workbox-core', 'Handwritten Digits']) {
    expect(await licenses.text()).toMatch(new RegExp(`^(.* )?${name} .*\\(.+\\)$`, 'm'));
  }
});
