import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { contentSecurityPolicy } from './headers.ts';

/** A nonce for the page's styles. It changes only when the dependencies change, so that builds can be compared. */
export const styleNonce = createHash('sha256')
  .update(readFileSync(new URL('../../package-lock.json', import.meta.url)))
  .digest('base64url')
  .slice(0, 16);

/** HTML with the content security policy at its head. Its inline scripts are allowed by their hash. */
export function withPolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text]) => `sha256-${createHash('sha256').update(text!).digest('base64')}`,
  );
  const policy = contentSecurityPolicy({ nonce: styleNonce, scripts: inline });
  return html.replace(
    /<meta charset="utf-8" ?\/?>/,
    (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
  );
}

/**
 * Writes the content security policy into the built page, so that it also holds on hosts that set no headers. Inline scripts
 * are allowed by their hash.
 */
export function pageSecurityPolicy(): Plugin {
  return {
    name: 'page-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: withPolicy,
    },
  };
}
