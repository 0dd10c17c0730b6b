import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/hosting/serve.ts';

/** A copy of the built page with its own server, which a test may change, stop and start again. */
export interface OwnServer {
  readonly url: string;
  /** The folder that the server uses. */
  readonly root: string;
  stop(): Promise<void>;
  /** Restarts the server at the same address. */
  start(): Promise<void>;
}

export async function ownServer(): Promise<OwnServer> {
  const root = mkdtempSync(join(tmpdir(), 'gradient-lab-site-'));
  cpSync('dist', root, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  let running = await serve({ port: 0, root, changing: true });
  const { url } = running;
  return {
    url,
    root,
    stop: () => running.close(),
    async start() {
      running = await serve({ port: Number(new URL(url).port), strict: true, root, changing: true });
    },
  };
}

const integrityOf = (path: string) =>
  `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;

/** The service worker's entry of the icon, beside which tests put theirs. */
const iconEntry = /\{[^{}]*"url":"icon\.svg"[^{}]*\}/;

/** Adds a file with a hash in its name to the version on the server. */
export function addHashed({ root }: OwnServer, url: string): void {
  const path = join(root, url);
  writeFileSync(path, '// Only this version has it.\n');
  const worker = join(root, 'sw.js');
  const entry = JSON.stringify({ url, revision: null, integrity: integrityOf(path) });
  writeFileSync(
    worker,
    readFileSync(worker, 'utf8').replace(iconEntry, (icon) => `${icon},${entry}`),
  );
}

/** Installs a next version on the server: the icon differs, a file is gone, and the service worker's list says so. */
export function nextVersion({ root }: OwnServer, name: string, gone: string): void {
  const icon = join(root, 'icon.svg');
  const before = readFileSync(icon);
  writeFileSync(icon, `${before}<!-- ${name} -->`);
  const worker = join(root, 'sw.js');
  const text = readFileSync(worker, 'utf8');
  const next = JSON.stringify({ url: 'icon.svg', revision: name, integrity: integrityOf(icon) });
  rmSync(join(root, gone));
  const others = text.replace(new RegExp(`,\\{[^{}]*"url":"${gone}"[^{}]*\\}`), '');
  writeFileSync(worker, others.replace(iconEntry, next));
}

/** A host in front of a server that sends the files of a pattern with a wrong type until it is mended. */
export async function wrongTypes({ url }: OwnServer, pattern: RegExp, type: string) {
  let isMended = false;
  const host = createServer(async (request, response) => {
    const { status, headers, ...answer } = await fetch(new URL(request.url!, url)).then(async (found) => ({
      status: found.status,
      headers: found.headers,
      body: Buffer.from(await found.arrayBuffer()),
    }));
    for (const name of ['Content-Type', 'Content-Security-Policy']) {
      if (headers.has(name)) response.setHeader(name, headers.get(name)!);
    }
    if (!isMended && pattern.test(request.url!)) response.setHeader('Content-Type', type);
    response.writeHead(status).end(answer.body);
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(host.address() as AddressInfo).port}/`,
    mend: () => {
      isMended = true;
    },
    stop: () =>
      new Promise<void>((done) => {
        host.close(() => done());
        host.closeAllConnections();
      }),
  };
}
