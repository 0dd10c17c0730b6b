import { expect, test } from 'vitest';
import { signalShare } from '../../../../src/features/observe/signalShare';

test('a share of signals that do not exist is –, never NaN', () => {
  expect(signalShare([0.5, 1, 2, 9], 3)).toBe('0.25');
  expect(signalShare([0, 1, 2, 9], 3)).toBe('< 10⁻³⁸');
  expect(signalShare([0, 0, 0, 9], 3)).toBe('–');
  // While a deeper network is built, the run before it has fewer layers.
  expect(signalShare([1, 2], 5)).toBe('–');
  expect(signalShare([Number.NaN, 1, 2, 9], 3)).toBe('–');
});
