import { readFileSync } from 'node:fs';

/** Node's hook for `import text from './file.py?raw'`, which Vite has by itself. */
export function load(url, context, next) {
  if (!url.endsWith('?raw')) return next(url, context);
  const text = readFileSync(new URL(url), 'utf8');
  return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)};` };
}
