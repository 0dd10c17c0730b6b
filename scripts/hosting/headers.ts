/** The headers that a server sends with every file of the built page. docs/security.md explains each of them. */

/**
 * The content security policy of the page.
 * @param page the nonce of its styles, and the hashes of the scripts in its HTML (`sha256-…`)
 */
export function contentSecurityPolicy(page: {
  readonly nonce: string;
  readonly scripts?: readonly string[];
}): string {
  const { nonce, scripts = [] } = page;
  return Object.entries({
    'default-src': ["'none'"],
    // WebAssembly is compiled at run time for the current network.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...scripts.map((hash) => `'${hash}'`)],
    'worker-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    // Charts are exported through object URLs.
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default'],
  })
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');
}

/** Headers of every response. Cross-origin isolation lets workers measure time precisely; embedding is still allowed. */
export const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/** Headers of a worker's script, which has no page around it. */
export const workerSecurityPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

/** How long a file may be cached: forever if its name contains a hash; otherwise the browser asks each time. */
export const cacheControl = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
