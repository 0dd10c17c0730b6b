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
    [images, idx([2], [0, 1]), 'data.labels: a shape of 2; allowed: 3 labels, one for each image.'],
    [images, idx([3], [1, 1, 1]), 'data.labels: found one class only; allowed: at least 2 classes.'],
    [images, idx([3], [0, 1, 200]), 'data.labels: found 201 classes; allowed: at most 100 classes.'],
    [labels, labels, 'data.images: a shape of 3; allowed: images of 1 to 4096 pixels.'],
    [images.slice(0, -1), labels, 'data.images: 11 bytes for 3 × 2 × 2; allowed: 12 bytes.'],
    [
      Uint8Array.of(1, 2, 3, 4),
      labels,
      'data.images: a file that starts with the bytes 1 2 3 4; allowed: IDX of unsigned bytes (0 0 8 n, n dimensions).',
    ],
    [
      Uint8Array.from([...gzipSync(images).slice(0, 20), 0, 0, 0, 0]),
      labels,
      'data.images: a damaged gzip file; allowed: IDX, gzipped or not.',
    ],
  ])('%# is refused', (a, b, message) => {
    expect(problemOf(() => built(a, b)).message).toBe(message);
  });

  test('a gzip file that claims more than 50 MB is refused before it is inflated', () => {
    const bomb = gzipSync(new Uint8Array(60 * 1024 * 1024), { level: 1 });
    expect(problemOf(() => built(bomb, labels)).message).toBe(
      'data.images: found 60.0 MB; allowed: at most 50.0 MB.',
    );
  });

  test('a file not given is refused', () => {
    const spec = experiment({ data: { kind: 'idx', images: { name: 'train.gz' }, labels: { name: 'x' } } });
    expect(problemOf(() => buildDataset(spec)).message).toBe(
      'data.images.base64: missing; allowed: the content of train.gz.',
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
