// Writes gradient-lab.html: the whole page in one file that opens without a server.
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

process.chdir(new URL('../..', import.meta.url).pathname);
await build({ configFile: 'scripts/single/vite.config.ts', logLevel: 'warn' });
const file = 'dist-single/gradient-lab.html';
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
console.log(
  `${file}: ${megabytes(statSync(file).size)} (${megabytes(gzipSync(readFileSync(file)).length)} in a zip)`,
);
