import { expect, test } from 'vitest';
import { signalProfile } from '../../../../src/engine/diagnosis';

test('a profile gives the signal’s trend and its factor per layer', () => {
  expect(signalProfile([1e-6, 1e-4, 1e-2])).toMatchObject({
    kind: 'vanishes',
    ratio: expect.closeTo(1e-4),
    perLayer: expect.closeTo(100),
  });
  expect(signalProfile([1e6, 1])).toMatchObject({ kind: 'explodes', perLayer: expect.closeTo(1e6) });
  expect(signalProfile([0.5, 0.7, 1])).toMatchObject({ kind: 'steady' });
  expect(signalProfile([0, 1])).toMatchObject({ kind: 'gone' });
  expect(signalProfile([1])).toBeUndefined();
  expect(signalProfile([Number.NaN, 1])).toBeUndefined();
});

test('both the total change and the factor per layer matter', () => {
  // The signal shrinks 13-fold from each of three layers to the next: 169-fold in all.
  expect(signalProfile([1, 13, 169])).toMatchObject({ kind: 'vanishes', perLayer: expect.closeTo(13) });
  expect(signalProfile([169, 13, 1])).toMatchObject({ kind: 'explodes', perLayer: expect.closeTo(13) });
  // The signal changes a little at each of fifty layers.
  const mild = Array.from({ length: 50 }, (_, l) => 1.2 ** l);
  expect(signalProfile(mild)?.kind).toBe('vanishes');
  // Two neighbouring layers differ by a factor of four.
  expect(signalProfile([1, 4])?.kind).toBe('steady');
});
