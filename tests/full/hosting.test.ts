import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { headers } from '../../scripts/hosting/headers.ts';

/** The documented nginx configuration, as it stands in docs/hosting, under a sub-path. Needs Debian's nginx-light and a built page. */

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
    const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(await (await fetch(url)).text())![1]!;
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
