import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { relaxedSimd } from 'wasm-feature-detect';
import { enableRelaxedSimd } from '../../cli/relaxedSimd';
import { jax } from './contestants/jax';
import { ours } from './contestants/ours';
import { openTfjs, tfjsAutodiff } from './contestants/tfjsAutodiff';
import { measurePeak } from './peak';
import { PyTorch } from './pytorch';
import { type Contestant, operations, type Shape, shapes } from './shapes';
import { tableSeconds } from './tables';

/** Alternating rounds, of which the median counts, and the seconds of one turn. */
const rounds = 5;
const turn = Number(process.env.BENCH_SECONDS ?? 0.4);

enableRelaxedSimd();

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
};

async function stepsPerSecond(contestant: Contestant, seconds: number): Promise<number> {
  const start = performance.now();
  let steps = 0;
  while (performance.now() - start < 1000 * seconds) {
    const step = contestant.step();
    if (step instanceof Promise) await step;
    steps++;
  }
  return (1000 * steps) / (performance.now() - start);
}

/** Steps per second of each contestant, the median of alternating rounds; and the peak as measured between them. */
async function race(shape: Shape, pytorch: PyTorch | undefined) {
  const relaxed = await relaxedSimd();
  const mine = await ours(shape, 'wasm');
  const plain = await ours(shape, 'wasm', false);
  const jaxJs = await jax(shape);
  const wasmPath = new URL('../@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).pathname;
  await openTfjs('wasm', wasmPath);
  const autodiff = tfjsAutodiff(shape);
  const contestants = { mine, plain, jaxJs, autodiff };
  // The first steps compile and warm up.
  for (const contestant of Object.values(contestants)) await stepsPerSecond(contestant, turn);
  const rates: Record<string, number[]> = {};
  const note = (name: string, rate: number) => {
    rates[name] = [...(rates[name] ?? []), rate];
  };
  for (let round = 0; round < rounds; round++) {
    for (const [name, contestant] of Object.entries(contestants))
      note(name, await stepsPerSecond(contestant, turn));
    if (pytorch) note('pytorch', await pytorch.stepsPerSecond(shape, turn));
    if (relaxed) note('peak', measurePeak(100));
  }
  for (const contestant of Object.values(contestants)) contestant.dispose();
  return Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, median(values)]));
}

const pytorch = await PyTorch.start();
if (!pytorch) console.log('PyTorch is not installed (Debian: python3-torch): its column stays empty.');
const whole = (value: number | undefined) =>
  value === undefined ? '–' : new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
const times = (value: number, least: number | undefined) =>
  Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 0)}x${least ? ` (asked ${least}x)` : ''}` : '–';

const rows: string[][] = [];
for (const shape of shapes) {
  const { asked } = shape;
  const { mine, plain, jaxJs, autodiff, pytorch: torch, peak } = await race(shape, pytorch);
  const share = (mine! * operations(shape)) / peak!;
  rows.push([
    `${shape.depth}×${shape.width}, ${shape.batch}`,
    whole(mine),
    whole(torch),
    times(mine! / torch!, asked.pytorch),
    whole(autodiff),
    times(mine! / autodiff!, asked.tfjsWasm),
    whole(jaxJs),
    times(mine! / jaxJs!, asked.jax),
    Number.isFinite(share)
      ? `${(100 * share).toFixed(0)} %${asked.peak ? ` (asked ${Math.round(100 * asked.peak)} %)` : ''}`
      : '–',
    `${(100 * (plain! / mine! - 1)).toFixed(0)} %`,
  ]);
  console.log(rows.at(-1)!.join(' | '));
}

const linear: string[] = [];
{
  const measure = async (depth: number) => {
    const shape = { depth, width: 32, batch: 32 };
    const contestant = await ours(shape, 'wasm');
    await stepsPerSecond(contestant, turn);
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) rates.push(await stepsPerSecond(contestant, turn));
    contestant.dispose();
    const seconds = 1 / median(rates);
    return { perLayer: (1e6 * seconds) / depth, perOperation: (1e12 * seconds) / operations(shape) };
  };
  for (const depth of [10, 50, 100, 200]) {
    const { perLayer, perOperation } = await measure(depth);
    linear.push(
      `${depth} layers: ${perLayer.toFixed(2)} µs a layer, ${perOperation.toFixed(1)} ps an operation of its products`,
    );
  }
  console.log(linear.join('; '));
}
pytorch?.end();
const tableTime = tableSeconds(rounds);
console.log(
  `a table of a million cells: ${tableTime.wall.toFixed(2)} s, ${tableTime.processor.toFixed(2)} s of the processor (asked 2 s)`,
);

const header = [
  'depth×width, batch',
  'Gradient Lab, wasm',
  `PyTorch ${pytorch?.version ?? ''}, 1 thread`,
  'ratio',
  'TensorFlow.js autodiff, wasm',
  'ratio',
  'jax-js, wasm + jit',
  'ratio',
  'share of the FMA peak',
  'cost of telemetry',
];
const table = [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
const date = new Date().toISOString().slice(0, 10);
writeFileSync(
  'docs/performance.md',
  `# Performance

Written by \`npm run bench\` on ${date}: ${cpus()[0]!.model.trim()}, Node ${process.version}, one thread each. Steps per second of a
sigmoid network trained by SGD, the medians of ${rounds} rounds in which the contestants take turns of ${turn} s. Gradient Lab records
every layer's full telemetry row at every step; the others read every layer's weight-gradient norm. The last columns: how
much of the rate at which this core multiplies and adds in registers alone the products of a step reach, and how much
longer a recorded step takes than one without telemetry.

${table}

Depth, 32 wide, batches of 32: ${linear.join('; ')}. The first
layer has two inputs and the output layer two outputs, so that 10 layers have 9 products of 32 × 32 weights each way, 200
have 199: operations are what the cost is to be linear in.

A table of a million cells (100,000 rows of nine numbers and a word) is read, guesses included, in ${tableTime.wall.toFixed(2)} s, ${tableTime.processor.toFixed(2)} s of the processor (asked 2 s).
`,
);
console.log('docs/performance.md written.');
