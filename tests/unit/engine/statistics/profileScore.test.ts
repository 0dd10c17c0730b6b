import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileScore, profileThrough, sketchLayers } from '../../../../src/engine/statistics/profileScore';

const layerCounts = fc.integer({ min: 2, max: 200 });

test('a profile is sketched at the first layer, never at the last, at no more than seven layers in order', () => {
  fc.assert(
    fc.property(layerCounts, (layers) => {
      const places = sketchLayers(layers);
      expect(places[0]).toBe(1);
      expect(places.length).toBe(Math.min(7, layers - 1));
      expect(places.every((layer, i) => layer < layers && layer > (places[i - 1] ?? 0))).toBe(true);
    }),
  );
});

test('a straight sketch of a signal that shrinks evenly is off by nothing, and by c if it is c too high', () => {
  fc.assert(
    fc.property(layerCounts, fc.double({ min: -2, max: 2, noNaN: true }), fc.nat(9), (layers, step, c) => {
      const power = (layer: number) => step * (layers - layer);
      const measured = Array.from({ length: layers }, (_, i) => 3 * 10 ** (power(i + 1) / 10));
      const points = sketchLayers(layers).map((layer) => ({ layer, power: power(layer) / 10 }));
      const profile = profileThrough(points, layers);
      expect(profile).toHaveLength(layers);
      expect(profileScore(profile, measured)).toBeCloseTo(0, 6);
      expect(
        profileScore(
          profile.map((one) => one + c),
          measured,
        ),
      ).toBeCloseTo(c, 6);
    }),
  );
});

test('a signal of 0 or NaN has no logarithm: those layers do not count, and without any there is no score', () => {
  expect(profileScore([-3, -1, 0], [0, 0.1, 1])).toBeCloseTo(0, 12);
  expect(profileScore([-3, -1, 0], [Number.NaN, 1, 1])).toBeCloseTo(1, 12);
  expect(profileScore([0, 0], [0, 1])).toBeUndefined();
});
