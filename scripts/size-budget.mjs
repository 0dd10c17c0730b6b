// Compares the compressed size of the JavaScript that the page needs before it can be used with a budget.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes of compressed JavaScript before the first interaction. The training worker and the charts load later. */
const budget = 300_000;

const dist = new URL('../dist/', import.meta.url).pathname;
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const scripts = [...page.matchAll(/"\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
if (scripts.length === 0) throw new Error('dist/index.html loads no script: build the page first.');

const sizes = scripts
  .map((path) => ({ path, bytes: gzipSync(readFileSync(join(dist, path))).length }))
  .sort((a, b) => b.bytes - a.bytes);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
for (const { path, bytes } of sizes) console.log(`${kilobytes(bytes).padStart(10)}  ${path}`);
console.log(`${kilobytes(total)} of ${kilobytes(budget)}`);

const engine = scripts.find((path) => readFileSync(join(dist, path), 'utf8').includes('tfjs-backend'));
if (engine)
  throw new Error(
    `${join(dist, engine)} (${statSync(join(dist, engine)).size} bytes) brings TensorFlow.js in.`,
  );
if (total > budget) {
  const largest = sizes.slice(0, 3).map(({ path, bytes }) => `${path} (${kilobytes(bytes)})`);
  console.error(
    `The first load is ${kilobytes(total)}, allowed ${kilobytes(budget)}; the largest: ${largest.join(', ')}.`,
  );
  process.exitCode = 1;
}
