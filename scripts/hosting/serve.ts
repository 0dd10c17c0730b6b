// Serves the built page. Run `node scripts/hosting/serve.ts` with tsx; `--port N` sets the port. Prints the address.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';
import { cacheControl, headers, workerSecurityPolicy } from './headers.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The content security policy in a page's HTML, which is also sent as a header. */
function policyOf(root: string, path: string): string | undefined {
  if (path.endsWith('.js')) return workerSecurityPolicy;
  if (!path.endsWith('.html')) return undefined;
  const [, policy] =
    /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(join(root, path), 'utf8')) ??
    [];
  return policy;
}

/** The port to listen on. With `strict`, a used port is an error; otherwise another port is chosen. */
interface ServeOptions {
  readonly port: number;
  readonly strict?: boolean;
  readonly root?: string;
  /** Whether files may change while they are served; if so, each request reads them again. */
  readonly changing?: boolean;
  /** Files beside the page, by their path (`logs/0/run.jsonl`). They may grow: each request reads them as they are. */
  readonly files?: ReadonlyMap<string, string>;
}

/** Serves the built page on the loopback interface. A missing file gives 404, never the page. */
export async function serve({
  port,
  strict = false,
  root = dist,
  changing = false,
  files: extra = new Map(),
}: ServeOptions) {
  const own = new Map(
    [...extra].map(([path, file]) => [path.split('/').map(encodeURIComponent).join('/'), file]),
  );
  const policies = new Map<string, string | undefined>();
  const files = sirv(root, {
    dev: changing,
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      const file = path.endsWith('/') ? `${path}index.html` : path;
      if (changing || !policies.has(file)) policies.set(file, policyOf(root, file));
      const policy = policies.get(file);
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (policy) response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Cache-Control', changing ? 'no-cache' : cacheControl(file));
    },
    onNoMatch(_request, response) {
      response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('There is no such file.');
    },
  });
  const server = createServer((request, response) => {
    const path = own.get((request.url ?? '').split('?')[0]!.slice(1));
    if (path === undefined) files(request, response);
    else sendGrowing(path, request, response);
  });
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', () => resolve());
    });
  try {
    await listen(port);
  } catch (error) {
    if (strict || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    await listen(0);
  }
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends a file from the byte on that is asked for, to its present end. */
function sendGrowing(path: string, request: IncomingMessage, response: ServerResponse): void {
  const size = existsSync(path) ? statSync(path).size : 0;
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const own = { ...headers, 'Content-Type': 'application/jsonl', 'Cache-Control': 'no-store' };
  if (start >= size) {
    response.writeHead(416, { ...own, 'Content-Range': `bytes */${size}` });
    response.end();
    return;
  }
  response.writeHead(206, {
    ...own,
    'Content-Range': `bytes ${start}-${size - 1}/${size}`,
    'Content-Length': size - start,
  });
  createReadStream(path, { start, end: size - 1 }).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
  const { url } = await serve({ port: Number(values.port), strict: true });
  console.log(`Gradient Lab is at ${url} (Ctrl+C stops it)`);
}
