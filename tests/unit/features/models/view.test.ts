import { expect, test } from 'vitest';
import { quantityOf } from '../../../../src/features/models/view';
import type { ModelRun } from '../../../../src/store/models';

test('a log that lacks the chosen quantity shows the first one that it has', () => {
  const run = { summary: { quantities: ['weightGradNorm', 'weightNorm'] } } as unknown as ModelRun;
  expect(quantityOf('signalNorm', run)).toBe('weightGradNorm');
  expect(quantityOf('weightNorm', run)).toBe('weightNorm');
});
