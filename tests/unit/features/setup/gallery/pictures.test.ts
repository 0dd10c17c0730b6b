import { expect, test } from 'vitest';
import { dataSets } from '../../../../../src/data/sets';
import { activations } from '../../../../../src/engine/activations';
import { initializers } from '../../../../../src/engine/initializers';
import { activationCurve, samplesOf, weightCounts } from '../../../../../src/features/setup/gallery/pictures';

test('every kind of every registry has a picture, or none where it comes from a file', async () => {
  for (const kind of Object.keys(initializers)) {
    expect(weightCounts(kind).reduce((sum, count) => sum + count, 0)).toBe(64 * 64);
  }
  expect(weightCounts('inline')).toEqual([]);
  for (const kind of Object.keys(activations)) {
    const { value, slope } = activationCurve(kind);
    for (const number of [...value, ...slope]) expect(Number.isFinite(number)).toBe(true);
  }
  for (const kind of Object.keys(dataSets)) {
    const samples = await samplesOf(kind);
    if (samples) expect(samples.inputs.length).toBeGreaterThan(0);
    else expect(['table', 'csv', 'idx', 'inline']).toContain(kind);
  }
});
