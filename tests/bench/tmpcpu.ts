import { ours } from './contestants/ours';
import { openTfjs, tfjsAutodiff } from './contestants/tfjsAutodiff';
import type { Contestant } from './shapes';

const shape = { depth: 10, width: 32, batch: 32 };
async function rate(c: Contestant, secs = 2) {
  for (let i = 0; i < 5; i++) await c.step();
  const t = performance.now();
  let n = 0;
  while (performance.now() - t < secs * 1000) {
    await c.step();
    n++;
  }
  c.dispose();
  return n / ((performance.now() - t) / 1000);
}
for (const b of (process.argv[2] ?? 'cpu,reference').split(',')) {
  console.log(
    b,
    (await rate(await ours(shape, b as 'cpu'))).toFixed(1),
    'plain',
    (await rate(await ours(shape, b as 'cpu', false))).toFixed(1),
  );
}
await openTfjs('cpu');
console.log('autodiff cpu', (await rate(tfjsAutodiff(shape))).toFixed(1));
