import { closeSync, openSync, writeSync } from 'node:fs';

/** How the hook writes a log of many modules: numbers in float32, shares in 16 bits. */
const norms = [
  'signalNorm',
  'activationMean',
  'activationStd',
  'weightGradNorm',
  'biasGradNorm',
  'weightNorm',
  'updateRatio',
];
const shares = [
  'saturatedFraction',
  'deadFraction',
  'zeroFraction',
  'signalUnderflowFraction',
  'weightGradUnderflowFraction',
];

/** The parts of a transformer's block. */
const parts = [
  'norm1',
  'attn.q_proj',
  'attn.k_proj',
  'attn.v_proj',
  'attn.out_proj',
  'norm2',
  'mlp.fc1',
  'mlp.act',
  'mlp.fc2',
] as const;

const typeOf = (part: string): string =>
  part.startsWith('norm') ? 'LayerNorm' : part.endsWith('act') ? 'GELU' : 'Linear';

/**
 * Writes a log as the hook writes one of a transformer with so many modules: norms that fall from the last module to the first,
 * wander over time, and are read as those of a real one.
 *
 * @returns its bytes
 */
export function writeModelLog(path: string, modules: number, steps: number): number {
  const names = Array.from({ length: modules }, (_, i) =>
    i === 0
      ? 'embedding'
      : i === modules - 1
        ? 'head'
        : `blocks.${Math.floor((i - 1) / parts.length)}.${parts[(i - 1) % parts.length]}`,
  );
  const header = {
    format: 'gradient-lab/log',
    version: 1,
    writer: 'gradient_lab 1.0.0',
    torch: '2.13.0',
    started: '2026-11-29T00:00:00+00:00',
    device: 'cuda',
    optimizer: ['AdamW'],
    every: 1,
    rank: 0,
    world: 1,
    notes: [],
    histogramBins: null,
    modules: names.map((name) => {
      const type = name === 'embedding' ? 'Embedding' : typeOf(name.split('.').at(-1)!);
      const weight = { shape: type === 'LayerNorm' ? [512] : [512, 512], dtype: 'float32', role: 'weight' };
      return type === 'GELU'
        ? { name, type, activation: true, parameters: {} }
        : { name, type, parameters: { weight: { ...weight, trainable: true } } };
    }),
    containers: [{ name: '', type: 'Transformer' }],
  };
  const file = openSync(path, 'w');
  let bytes = writeSync(file, `${JSON.stringify(header)}\n`);
  const floats = new Float32Array(modules);
  const halves = new Uint16Array(modules);
  const packed = (array: Float32Array | Uint16Array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
  // A small generator of its own: the log is the same on every machine.
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let step = 0; step < steps; step++) {
    const told: string[] = [];
    for (const name of norms) {
      for (let i = 0; i < modules; i++)
        floats[i] = 10 ** (-3 + (2 * i) / modules - step / steps + 0.3 * random());
      told.push(`"${name}":"f4:${packed(floats)}"`);
    }
    for (const name of shares) {
      for (let i = 0; i < modules; i++) halves[i] = 65534 * 0.2 * random();
      told.push(`"${name}":"u2:${packed(halves)}"`);
    }
    const loss = (2 + 4 * Math.exp(-step / (steps / 5)) + 0.1 * random()).toPrecision(7);
    bytes += writeSync(file, `{"step":${step},"time":${step},"loss":${loss},${told.join(',')}}\n`);
  }
  closeSync(file);
  return bytes;
}
