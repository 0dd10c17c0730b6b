// Packs the UCI 8×8 digits (a CSV of 64 pixel values 0..16 and the label a line) into src/data/sets/digits/packed.ts.
// usage: zcat digits.csv.gz | node scripts/pack-digits.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'fflate';

const rows = readFileSync(0, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(',').map(Number));
// Stored pixel by pixel rather than image by image: neighbouring values are then more alike and compress better.
const bytes = new Uint8Array(rows.length * 65);
for (let column = 0; column < 65; column++) {
  rows.forEach((row, i) => {
    bytes[column * rows.length + i] = row[column];
  });
}
const packed = Buffer.from(deflateSync(bytes, { level: 9 })).toString('base64');
writeFileSync(
  new URL('../src/data/sets/digits/packed.ts', import.meta.url),
  `/** The UCI digits, packed by scripts/pack-digits.mjs: ${rows.length} images, column by column, deflated, base64. */\nexport const packed =\n  '${packed}';\n`,
);
console.log(`${rows.length} images, ${packed.length} characters`);
