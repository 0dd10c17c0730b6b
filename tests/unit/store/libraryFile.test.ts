import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../src/base/problem';
import { endQuantities, frameLength, layerQuantities } from '../../../src/engine/telemetry';
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
    ending: endQuantities,
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
  expect(await unpackLibrary(await bytes(packLibrary(runs)), 'l.zip')).toEqual(runs);
  expect(await unpackLibrary(await bytes(packLibrary([])), 'l.zip')).toEqual([]);
});

test('what is no library, or a damaged one, is refused in a sentence', async () => {
  await expect(unpackLibrary(Uint8Array.of(1, 2, 3), 'l.zip')).rejects.toThrow(/l\.zip: not a zip file/);
  const zip = (files: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));
  await expect(unpackLibrary(zip({}), 'l.zip')).rejects.toThrow(/library\.json is missing/);
  const head = (version: number) => JSON.stringify({ format: 'gradient-lab/library', version, runs: ['x'] });
  await expect(unpackLibrary(zip({ 'library.json': head(2) }), 'l.zip')).rejects.toThrow(/version 2/);
  await expect(unpackLibrary(zip({ 'library.json': head(1) }), 'l.zip')).rejects.toThrow(
    /x\/run\.json is missing/,
  );
});

describe('a library file is checked whole before anything of it is used', () => {
  const json = (value: unknown) => strToU8(JSON.stringify(value));
  const head = (runs: unknown) => json({ format: 'gradient-lab/library', version: 1, runs });
  /** A library of one run, with parts of its description replaced. */
  const file = (run: object = {}, numbers: object = {}, more: Record<string, Uint8Array> = {}) => {
    const one = whole('a', false);
    const { frames, checkpoint: _, ...rest } = one.numbers;
    return zipSync({
      'library.json': head(['a']),
      'a/run.json': json({ run: { ...one.run, ...run }, numbers: { ...rest, ...numbers } }),
      'a/frames.f64': new Uint8Array(frames.buffer.slice(0)),
      ...more,
    });
  };
  const told = async (bytes: Uint8Array) => {
    const error = await unpackLibrary(bytes, 'l.zip').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Problem);
    return (error as Problem).message;
  };

  test.each([null, 7, 'text', [], {}, { format: 'gradient-lab/library' }])(
    '%j is no library',
    async (value) => {
      expect(await told(zipSync({ 'library.json': json(value) }))).toMatch(/^l\.zip[.:]/);
    },
  );

  test('losses that are null, and lengths that are negative, are named', async () => {
    expect(await told(file({ losses: null }))).toBe(
      'l.zip/a.losses: found null; use a list of 0 to 10000 items, each a number.',
    );
    const checkpoint = { step: 1, position: 1, arrays: [-8, 8] };
    expect(await told(file({}, { checkpoint }, { 'a/state.f64': new Uint8Array(0) }))).toMatch(
      /^l\.zip\/a\.numbers\.checkpoint\.arrays\.0: found -8; use a whole number/,
    );
  });

  test('numbers that JSON cannot write come back as missing', async () => {
    const { run } = whole('a', false);
    const [back] = await unpackLibrary(file({ loss: Number.NaN, losses: [1, Number.NaN] }), 'l.zip');
    expect(back!.run).toEqual({ ...run, loss: Number.NaN, losses: [1, Number.NaN] });
  });

  test('a file of some kilobytes that holds 66 MB is refused while it is inflated', async () => {
    const bytes = file({}, {}, { 'a/run.json': new Uint8Array(66 * 2 ** 20) });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await told(bytes)).toBe('l.zip: found more than 64.0 MB in a/run.json; use at most 64.0 MB.');
  });

  test('a file that lies about its sizes is damaged', async () => {
    const bytes = file();
    const view = new DataView(bytes.buffer);
    const list = view.getUint32(bytes.length - 6, true);
    view.setUint32(list + 24, 2 ** 31, true);
    expect(await told(bytes)).toMatch(/^l\.zip: not a zip file, or damaged/);
  });

  test('any JSON in any place is read or told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('run', 'numbers', 'list', 'file'),
        fc.jsonValue(),
        async (place, value) => {
          const bytes =
            place === 'list'
              ? zipSync({ 'library.json': head(value) })
              : place === 'file'
                ? file({}, {}, { 'a/run.json': json(value) })
                : file(...((place === 'run' ? [Object(value)] : [{}, Object(value)]) as [object]));
          try {
            await unpackLibrary(bytes, 'l.zip');
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
            expect((error as Problem).in('zh-CN')).not.toMatch(/undefined|\[object/);
          }
        },
      ),
    );
  });

  test('any bytes are refused in a sentence', async () => {
    const bytes = file();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.nat(255),
        fc.nat(bytes.length),
        async (at, value, length) => {
          const damaged = bytes.slice(0, Math.max(length, at + 1)).with(at, value);
          try {
            await unpackLibrary(damaged, 'l.zip');
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
