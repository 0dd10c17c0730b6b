import fc from 'fast-check';
import { deflateSync, gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../../../src/base/problem';
import { buildDataset } from '../../../../src/data/build';
import { experiment, problemOf } from '../../schema/experiments';
import { file, idx, specOf } from '../datasets';

describe('idx', () => {
  const images = idx([3, 2, 2], [0, 255, 51, 102, 1, 2, 3, 4, 5, 6, 7, 8]);
  const labels = idx([3], [0, 1, 2]);
  const built = (a: Uint8Array, b: Uint8Array) =>
    buildDataset(specOf('idx', { images: file(a), labels: file(b), testFraction: 0 }));

  test('is read as MNIST ships it, gzipped or not', () => {
    for (const pack of [(bytes: Uint8Array) => bytes, (bytes: Uint8Array) => gzipSync(bytes)]) {
      const { train, outcomeNames } = built(pack(images), pack(labels));
      expect([...train.inputs.slice(0, 4)]).toEqual([0, 1, 0.2, 0.4]);
      expect([...train.labels]).toEqual([0, 1, 2]);
      expect(outcomeNames).toEqual(['0', '1', '2']);
    }
  });

  test.each([
    [images, idx([2], [0, 1]), 'file: a shape of 2; use 3 labels, one for each image.'],
    [images, idx([3], [1, 1, 1]), 'file: found one class only; use at least 2 classes.'],
    [labels, labels, 'file: a shape of 3; use images of 1 to 4096 pixels.'],
    [
      images.slice(0, -1),
      labels,
      'file: it is cut short, 11 of the 12 bytes of 3 × 2 × 2; use a whole file: download it again.',
    ],
    [
      Uint8Array.of(1, 2, 3, 4),
      labels,
      'file: a file that starts with the bytes 1 2 3 4; use IDX of unsigned bytes (0 0 8 n, n dimensions).',
    ],
    [
      Uint8Array.from([...gzipSync(images).slice(0, 20), 0, 0, 0, 0]),
      labels,
      'file: the gzip archive is cut short; use a whole archive: download it again.',
    ],
  ])('%# is refused', (a, b, message) => {
    expect(problemOf(() => built(a, b)).message).toBe(message);
  });

  test('a gzip file of more than 50 MB is refused before all of it is inflated', () => {
    const bomb = gzipSync(new Uint8Array(60 * 1024 * 1024), { level: 1 });
    expect(problemOf(() => built(bomb, labels)).message).toBe(
      'file: found more than 50.0 MB inside; use at most 50.0 MB.',
    );
  });

  test('a file not given is refused', () => {
    const spec = experiment({ data: { kind: 'idx', images: { name: 'train.gz' }, labels: { name: 'x' } } });
    expect(problemOf(() => buildDataset(spec)).message).toBe(
      'data.images.base64: missing; use the content of train.gz.',
    );
  });

  test('any bytes build or are refused with a Problem', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
    const nearly = fc
      .tuple(shape, fc.uint8Array({ maxLength: 50 }))
      .map(([sizes, bytes]) => idx(sizes, bytes));
    const gzip = fc.uint8Array({ maxLength: 50 }).map((bytes) => Uint8Array.from([0x1f, 0x8b, ...bytes]));
    const zlib = fc.uint8Array({ maxLength: 50 }).map((bytes) => deflateSync(bytes));
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), nearly, gzip, zlib),
        fc.oneof(nearly, fc.constant(labels)),
        (a, b) => {
          try {
            built(a, b);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('labels that start at 1 are as many classes as occur', () => {
  const images = file(idx([3, 1, 2], [0, 1, 2, 3, 4, 5]));
  const built = buildDataset(specOf('idx', { images, labels: file(idx([3], [1, 26, 1])), testFraction: 0 }));
  expect(built.outcomeNames).toEqual(['1', '26']);
  expect([...built.train.labels]).toEqual([0, 1, 0]);
});

test('an archive that is cut short and a web page are said to be so, by the name of the file', () => {
  const bytes = idx(
    [3, 40, 50],
    Array.from({ length: 6000 }, (_, i) => (i * i) % 251),
  );
  const cut = file(gzipSync(bytes).subarray(0, 60));
  const labels = file(idx([3], [0, 1, 0]));
  expect(problemOf(() => buildDataset(specOf('idx', { images: cut, labels }))).message).toContain(
    'file: the gzip archive is cut short',
  );
  const page = file(new TextEncoder().encode('<!DOCTYPE html><html></html>'));
  expect(problemOf(() => buildDataset(specOf('idx', { images: page, labels }))).message).toContain(
    'file: it is a web page',
  );
});
