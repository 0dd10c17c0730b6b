import { expect, test } from 'vitest';
import { leftOf } from '../../../../src/charts/plot/Plot';
import { linearAxis } from '../../../../src/charts/scales';

const long = linearAxis([0.593147, 0.593145]);
const short = linearAxis([0, 1]);

test('a named axis makes room for its longest number; plots above one another begin at the same place', () => {
  expect(leftOf({ axis: long, name: 'Loss' })).toBeGreaterThan(leftOf({ axis: short, name: 'Loss' }));
  expect(leftOf({ axis: long })).toBe(leftOf({ axis: short }));
});
