import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { styleNonce } from '../hosting/csp.ts';
import { contentSecurityPolicy } from '../hosting/headers.ts';
import { licensesFile } from '../hosting/licenses.ts';
import { inlineScript } from '../inlineScript.ts';

/** Replaces the addresses of the workers by one script that stands in the page. */
export function workersInside(): Plugin {
  return {
    name: 'workers-inside',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/src/worker/connection.ts')) return null;
      const inside = code.replaceAll(
        /new Worker\(new URL\('(?:\.|\.\.\/store)\/(\w+)\.worker\.ts', import\.meta\.url\), \{ type: 'module'(?:, name: '(\w+)')? \}\)/g,
        (_, file: string, name = file) => `new AllWorkers({ name: '${name}' })`,
      );
      if (inside.includes('new Worker(')) throw new Error(`${id} opens a worker in a form unknown here.`);
      return `import AllWorkers from '/scripts/single/all.worker.ts?worker&inline';\n${inside}`;
    },
  };
}

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/**
 * Writes the page, its scripts, its styles and the licences into one HTML file. Its policy is the page's, but for what a file
 * without a server needs: workers and pictures from the file itself. It asks no host at all.
 */
export function oneFile(name: string): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_, bundle) {
      const texts = Object.values(bundle);
      const script = texts.find((file) => file.type === 'chunk' && file.isEntry);
      const others = texts.filter((file) => file.type === 'chunk' && file !== script);
      if (script?.type !== 'chunk' || others.length > 0) {
        throw new Error(
          `The single file needs one script, found also ${others.map((file) => file.fileName)}.`,
        );
      }
      const assets = texts.flatMap((file) => (file.type === 'asset' ? [file] : []));
      const styles = assets
        .filter(({ fileName }) => fileName.endsWith('.css'))
        .map(({ source }) => String(source));
      const licenses = assets.find(({ fileName }) => fileName === licensesFile);
      const start = readFileSync('public/start.js', 'utf8').replace(
        'if (origin !== location.origin)',
        // The workers are blobs of this page.
        "if (!text.startsWith('blob:') && origin !== location.origin)",
      );
      const scripts = [start, script.code].map(inlineScript);
      const policy = contentSecurityPolicy({ nonce: styleNonce, scripts: scripts.map(hashOf) })
        .replace("worker-src 'self'", 'worker-src blob:')
        .replace("font-src 'self'", 'font-src data:')
        .replace("connect-src 'self'", 'connect-src data: blob:')
        .replace("manifest-src 'self'; ", '');
      const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" nonce="${styleNonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gradient Lab</title>
<script>${scripts[0]}</script>
${styles.map((css) => `<style nonce="${styleNonce}">${css}</style>`).join('\n')}
</head>
<body>
<div id="root"></div>
<script type="module">${scripts[1]}</script>
<!--
${String(licenses?.source ?? '').replaceAll('--', '- -')}
-->
</body>
</html>
`;
      for (const file of Object.keys(bundle)) delete bundle[file];
      this.emitFile({ type: 'asset', fileName: name, source: html });
    },
  };
}
