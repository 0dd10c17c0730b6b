import { expect, test } from 'vitest';
import { hasItsType } from '../../../src/serviceWorker/contentType';

test('a file is kept with a type that the browser takes it with', () => {
  for (const [address, type] of [
    ['assets/index-1a.js', 'text/javascript; charset=utf-8'],
    ['assets/index-1a.js?__WB_REVISION__=1', 'application/javascript'],
    ['assets/index-1a.css', 'text/css'],
    ['./', 'text/html;charset=utf-8'],
    ['learn/en/myths.html', 'text/html'],
    ['icon.svg', 'image/svg+xml'],
    ['assets/KaTeX.woff2', 'application/octet-stream'],
    ['assets/KaTeX.woff2', null],
    ['licenses.txt', 'text/plain'],
    ['manifest.webmanifest', 'application/json'],
  ] as const) {
    expect(hasItsType(address, type), `${address} ${type}`).toBe(true);
  }
});

test('a page, or no type, in the place of a script is refused, and so is a page in the place of anything else', () => {
  for (const [address, type] of [
    ['assets/index-1a.js', 'text/html'],
    ['assets/index-1a.js', 'text/plain'],
    ['assets/index-1a.js', null],
    ['assets/index-1a.css', 'application/octet-stream'],
    ['learn/en/myths.html', 'text/plain'],
    ['icon.svg', 'text/html; charset=utf-8'],
    ['assets/KaTeX.woff2', 'text/html'],
    ['licenses.txt', 'application/xhtml+xml'],
  ] as const) {
    expect(hasItsType(address, type), `${address} ${type}`).toBe(false);
  }
});
