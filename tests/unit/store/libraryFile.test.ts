import { expect, test } from 'vitest';
import { frameLength, layerQuantities } from '../../../src/engine/telemetry';
import { packLibrary, type StoredWhole, unpackLibrary } from '../../../src/store/libraryFile';
import { small } from '../engine/specs';

const spec = small();
const length = frameLength(spec.network.depth! + 1);
const whole = (id: string, checkpointed: boolean): StoredWhole => ({
  run: {
    id,
    name: 'Größe 大小',
    spec,
    created: 1,
    updated: 2,
    step: 3,
    end: 'steps',
    pinned: true,
    tags: ['a', 'b'],
    note: 'n',
    loss: 0.25,
    accuracy: 1,
    losses: [1, 0.25],
    profile: [1e-200, 1],
    bytes: 8,
  },
  numbers: {
    id,
    frames: Float64Array.from({ length: 2 * length }, (_, i) => (i === 5 ? Number.NaN : 1e-200 * i)),
    layers: spec.network.depth! + 1,
    quantities: layerQuantities,
    classification: true,
    checkpoint: checkpointed
      ? {
          step: 3,
          position: 9,
          arrays: [Float64Array.of(1, 1 / 3), Float64Array.of(-0), new Float64Array(0)],
        }
      : undefined,
  },
});

const bytes = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

test('a library file holds every run, bit for bit', async () => {
  const runs = [whole('one', true), whole('two', false)];
  expect(unpackLibrary(await bytes(packLibrary(runs)), 'l.zip')).toEqual(runs);
  expect(unpackLibrary(await bytes(packLibrary([])), 'l.zip')).toEqual([]);
});

test('what is no library, or a damaged one, is refused in a sentence', async () => {
  expect(() => unpackLibrary(Uint8Array.of(1, 2, 3), 'l.zip')).toThrow(/l\.zip: not a zip file/);
  const { zipSync, strToU8 } = await import('fflate');
  const zip = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
  expect(() => unpackLibrary(zip({}), 'l.zip')).toThrow(/library\.json is missing/);
  const head = (version: number) => JSON.stringify({ format: 'gradient-lab/library', version, runs: ['x'] });
  expect(() => unpackLibrary(zip({ 'library.json': head(2) }), 'l.zip')).toThrow(/version 2/);
  expect(() => unpackLibrary(zip({ 'library.json': head(1) }), 'l.zip')).toThrow(/x\/run\.json is missing/);
});
