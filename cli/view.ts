import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../scripts/hosting/serve.ts';
import { Problem, say } from '../src/base/problem';
import { tell } from './terminal';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

interface ViewOptions {
  readonly port: string | number;
}

/** `lab view FILE …`: serves the page with logs of real models, which it follows while they grow. Ends when it is stopped. */
export async function viewCommand(paths: readonly string[], options: ViewOptions): Promise<void> {
  const missing = paths.find((path) => !existsSync(path));
  if (paths.length === 0 || missing !== undefined)
    throw new Problem('mismatch', {
      field: missing ?? 'FILE',
      found:
        missing === undefined ? say('no file', '没有文件') : say('there is no such file', '没有这个文件'),
      allowed: say('logs that gradient_lab.watch writes', '由 gradient_lab.watch 写出的日志'),
    });
  if (!existsSync(`${dist}index.html`))
    throw new Problem('mismatch', {
      field: 'dist',
      found: say('the page is not built', '页面尚未构建'),
      allowed: say('a built page: run `npm run build` first', '已构建的页面：请先运行 `npm run build`'),
    });
  const files = new Map(paths.map((path, i) => [`logs/${i}/${basename(path)}`, resolve(path)]));
  const { url } = await serve({ port: Number(options.port), files });
  const query = new URLSearchParams([['page', 'models'], ...[...files.keys()].map((path) => ['log', path])]);
  tell(`${url}?${query} (Ctrl+C stops it)`);
}
