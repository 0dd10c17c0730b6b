import { expect, test } from 'vitest';
import { headline } from '../../../../src/features/observe/headline';

test('the headline names what the signal does, and by how much a layer', () => {
  expect(headline([1e-6, 1e-4, 1e-2])).toMatchObject({
    kind: 'vanishes',
    ratio: expect.closeTo(1e-4),
    perLayer: expect.closeTo(100),
  });
  expect(headline([1e6, 1])).toMatchObject({ kind: 'explodes', perLayer: expect.closeTo(1e6) });
  expect(headline([0.5, 0.7, 1])).toMatchObject({ kind: 'steady' });
  expect(headline([0, 1])).toMatchObject({ kind: 'gone' });
  expect(headline([1])).toBeUndefined();
  expect(headline([Number.NaN, 1])).toBeUndefined();
});
