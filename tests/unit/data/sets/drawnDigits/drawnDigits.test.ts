import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildDataset, type Split } from '../../../../../src/data/build';
import { forms } from '../../../../../src/data/sets/drawnDigits/forms';
import { rasterize } from '../../../../../src/data/sets/drawnDigits/rasterize';
import { write } from '../../../../../src/data/sets/drawnDigits/write';
import { createRandom, hash32 } from '../../../../../src/random/random';
import { specOf } from '../../datasets';

const drawn = (fields: Readonly<Record<string, unknown>> = {}) =>
  buildDataset(specOf('drawnDigits', { testFraction: 0, ...fields }));

const picture = ({ inputs, count }: Split, i: number) => {
  const pixels = inputs.length / count;
  return inputs.subarray(i * pixels, (i + 1) * pixels);
};

const hand = fc.record({
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  thickness: fc.double({ min: 0.02, max: 0.3, noNaN: true }),
  slant: fc.double({ min: -1, max: 1, noNaN: true }),
});
const form = fc.constantFrom(...forms.flat());

describe('drawn digits', () => {
  test('every digit as often as any other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), (samples) => {
        const { labels } = drawn({ samples, size: 8 }).train;
        const counts = forms.map((_, digit) => labels.filter((label) => label === digit).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });

  test('the pen never leaves the picture', () => {
    fc.assert(
      fc.property(form, hand, fc.maxSafeNat(), (strokes, style, seed) => {
        const { lines, thickness } = write(strokes, style, createRandom(seed, 'data'));
        const margin = thickness / 2 - 1e-9;
        for (const line of lines) {
          expect(line.every((place) => place >= margin && place <= 1 - margin)).toBe(true);
        }
      }),
    );
  });

  test('ink lies where the strokes are, paper elsewhere, in steps of 1/255', () => {
    fc.assert(
      fc.property(
        form,
        hand,
        fc.integer({ min: 8, max: 28 }),
        fc.maxSafeNat(),
        (strokes, style, size, seed) => {
          const trace = write(strokes, style, createRandom(seed, 'data'));
          const pixels = new Float64Array(size * size);
          rasterize(trace, size, pixels);
          const far = trace.thickness / 2 + 1.3 / size;
          for (let p = 0; p < pixels.length; p++) {
            const [x, y] = [((p % size) + 0.5) / size, (Math.floor(p / size) + 0.5) / size];
            const nearest = Math.min(...trace.lines.map((line) => distance(line, x, y)));
            expect(Math.abs(pixels[p]! * 255 - Math.round(pixels[p]! * 255))).toBeLessThan(1e-9);
            if (nearest > far) expect(pixels[p]).toBe(0);
            if (nearest < trace.thickness / 2 - 0.5 / size) expect(pixels[p]).toBe(1);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('without jitter each form is always written alike', () => {
    const { train } = drawn({ jitter: 0, samples: 400 });
    forms.forEach((ways, digit) => {
      const pictures = Array.from({ length: train.count }, (_, i) => i)
        .filter((i) => train.labels[i] === digit)
        .map((i) => picture(train, i).join());
      expect(new Set(pictures).size).toBe(ways.length);
    });
  });

  test('with jitter no two are alike', () => {
    const { train } = drawn({ jitter: 0.1, samples: 400 });
    expect(new Set(Array.from({ length: 400 }, (_, i) => picture(train, i).join())).size).toBe(400);
  });

  test('a broader pen leaves more ink, and a slant leans the top to the right', () => {
    const ink = (thickness: number) => drawn({ thickness }).train.inputs.reduce((sum, x) => sum + x, 0);
    expect(ink(0.15)).toBeGreaterThan(1.3 * ink(0.1));
    const lean = (slant: number) => {
      const { inputs } = drawn({ slant }).train;
      // The mean horizontal position of the ink in the upper half minus that in the lower half, in pixels.
      const centre = (upper: boolean) => {
        let [mass, moment] = [0, 0];
        inputs.forEach((x, i) => {
          if (Math.floor((i % 144) / 12) < 6 !== upper) return;
          mass += x;
          moment += x * (i % 12);
        });
        return moment / mass;
      };
      return centre(true) - centre(false);
    };
    expect(lean(20)).toBeGreaterThan(lean(0) + 0.5);
    expect(lean(-20)).toBeLessThan(lean(0) - 0.5);
  });

  test('pictures of the same digit resemble each other, yet no mean picture tells the digits apart', () => {
    const { train, test: held } = drawn({ samples: 2400, testFraction: 1 / 6 });
    const means = forms.map((_, digit) => {
      const mine = Array.from({ length: train.count }, (_, i) => i).filter((i) => train.labels[i] === digit);
      return Float64Array.from({ length: 144 }, (_, p) =>
        mine.reduce((sum, i) => sum + picture(train, i)[p]! / mine.length, 0),
      );
    });
    const accuracy = (answers: readonly Float64Array[], labelOf: (i: number) => number) => {
      let right = 0;
      for (let i = 0; i < held.count; i++) {
        const distances = answers.map((answer) => squaredDistance(answer, picture(held, i)));
        if (labelOf(distances.indexOf(Math.min(...distances))) === held.labels[i]) right++;
      }
      return right / held.count;
    };
    const known = Array.from({ length: train.count }, (_, i) => picture(train, i));
    expect(accuracy(known, (i) => train.labels[i]!)).toBeGreaterThan(0.9);
    expect(accuracy(means, (digit) => digit)).toBeLessThan(0.85);
  });

  test('a seed gives these digits on every platform and in every version', () => {
    const bytes = drawn({ samples: 100, slant: 10 }).train.inputs.map((x) => Math.round(x * 255));
    expect(hash32(...bytes)).toBe(1723522541);
  });
});

const squaredDistance = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, x, p) => sum + (x - b[p]!) ** 2, 0);

/** The distance from a point to the nearest segment of a chain. */
function distance(line: Float64Array, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = line.subarray(i, i + 4) as unknown as [number, number, number, number];
    const length = Math.hypot(bx - ax, by - ay);
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2;
    const t = Math.min(1, Math.max(0, along || 0));
    least = Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return least;
}
