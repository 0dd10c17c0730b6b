import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Installs a next version on the server: one file differs, and the service worker's list contains the change. */
export function nextVersion({ root }: OwnServer, name: string): void {
  const icon = join(root, 'icon.svg');
  const before = readFileSync(icon);
  writeFileSync(icon, `${before}<!-- ${name} -->`);
  const worker = join(root, 'sw.js');
  const text = readFileSync(worker, 'utf8');
  const hash = createHash('sha384').update(readFileSync(icon)).digest('base64');
  const [entry] = /\{[^{}]*"url":"icon\.svg"[^{}]*\}/.exec(text)!;
  const next = { url: 'icon.svg', revision: name, integrity: `sha384-${hash}` };
  writeFileSync(worker, text.replace(entry, JSON.stringify(next)));
}
