import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pageBrowser } from '../../playwright.config.ts';
import { headers } from '../../scripts/hosting/headers.ts';

/**
 * Two kinds of hosts, both under a sub-path: the documented nginx configuration as it stands in docs/hosting (needs Debian's nginx-light),
 * and a host that knows nothing of the page. Needs a built page.
 */

const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].find(
  (path) => spawnSync(path, ['-v'], { stdio: 'ignore' }).status === 0,
);

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

describe.skipIf(!nginx)('the page behind nginx (skipped where nginx is not installed)', () => {
  let running: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const root = mkdtempSync(join(tmpdir(), 'gradient-lab-nginx-'));
    // nginx's workers are another user.
    chmodSync(root, 0o755);
    const port = await freePort();
    cpSync('dist', join(root, 'site'), { recursive: true });
    mkdirSync(join(root, 'logs'));
    const location = readFileSync('docs/hosting/nginx.conf', 'utf8').replaceAll(
      '/srv/gradient-lab',
      join(root, 'site'),
    );
    writeFileSync(
      join(root, 'nginx.conf'),
      `daemon off; pid ${root}/pid; error_log ${root}/logs/error.log; events {}
       http { include /etc/nginx/mime.types; access_log off;
         ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${root}/logs/${name};`).join(' ')}
         server { listen 127.0.0.1:${port}; ${location} } }`,
    );
    running = spawn(nginx!, ['-c', join(root, 'nginx.conf')], { stdio: 'ignore' });
    url = `http://127.0.0.1:${port}/lab/`;
    // nginx listens a moment after it was started.
    await vi.waitFor(async () => expect((await fetch(url)).ok).toBe(true), { timeout: 10_000 });
  });
  afterAll(() => running?.kill());

  test('sends the headers that `npm start` sends', async () => {
    const answer = await fetch(url);
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
    expect(answer.headers.get('Cache-Control')).toBe('no-cache');
  });

  test('keeps what has a hash in its name, compressed', async () => {
    const script = /"\.\/(assets\/libraries-[^"]+\.js)"/.exec(await (await fetch(url)).text())![1]!;
    const answer = await fetch(url + script, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(answer.headers.get('Cache-Control')).toContain('immutable');
    expect(answer.headers.get('Content-Encoding')).toBe('gzip');
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  test('answers a missing file with 404', async () => {
    expect((await fetch(`${url}assets/gone-12345678.js`)).status).toBe(404);
    expect((await fetch(`${url}gone`)).status).toBe(404);
  });
});

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

describe('a host that sends nothing but files', () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    server = createHttpServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url!, 'http://host').pathname);
      const file = join('dist', path.replace(/^\/some\/folder\//, '').replace(/\/$/, '') || 'index.html');
      // As most static hosts of single pages do, it answers with the page what is not there.
      const found = path.startsWith('/some/folder/') && existsSync(file) ? file : 'dist/index.html';
      response.setHeader('Content-Type', types[extname(found)] ?? 'application/octet-stream');
      response.end(readFileSync(found));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch(pageBrowser);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test('a host without headers of its own, under a sub-path: the page keeps to its policy, and works without a network', async () => {
    const { port } = server.address() as AddressInfo;
    const url = `http://localhost:${port}/some/folder/`;
    const page = await browser.newPage();
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (/^https?:$/.test(asked.protocol) && !request.url().startsWith(url)) broken.push(asked.href);
    });
    await page.exposeFunction('tellViolation', (told: string) => broken.push(told));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        void (window as never as { tellViolation(told: string): void }).tellViolation(
          `${effectiveDirective}: ${blockedURI}`,
        );
      }),
    );
    await page.goto(url);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active!.state !== 'activated')
        await new Promise((resolve) => active!.addEventListener('statechange', resolve, { once: true }));
    });
    expect(broken).toEqual([]);
    // The policy of the <meta> holds: what a header would have refused is refused.
    const refused = await page.evaluate(() => {
      try {
        return String(document.body.insertAdjacentHTML('beforeend', '<b>x</b>'));
      } catch (error) {
        return String(error);
      }
    });
    expect(refused).toContain('writes no markup from text');
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await page.goto(`${url}?page=map&from=elsewhere`);
    await page.locator('main').getByRole('button').first().waitFor();
    await page.close();
  }, 120_000);
});
