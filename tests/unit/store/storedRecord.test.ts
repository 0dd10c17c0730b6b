import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStoredNumbers, parseStoredRun, sortRecords } from '../../../src/store/storedRecord';
import { onlyProblems } from '../damage';
import { small } from '../engine/specs';

const run = {
  id: 'a',
  name: 'Run a',
  spec: small(),
  created: 1,
  updated: 2,
  step: 3,
  end: 'steps',
  pinned: false,
  tags: [],
  note: '',
  loss: 0.25,
  accuracy: 1,
  losses: [1, 0.25],
  profile: [0.5, 1],
  bytes: 8,
};

test('whatever the database gives as a run: used, or listed with its fault; no other run suffers', async () => {
  const field = fc.constantFrom(...Object.keys(run));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        // The database holds nothing but objects with an id.
        fc.object().map((record) => ({ ...record, id: 'b' })),
        fc.tuple(field, fc.anything()).map(([name, value]) => ({ ...run, [name]: value })),
      ),
      async (record) => {
        await onlyProblems(() => parseStoredRun(record));
        const { runs, bad } = sortRecords([run, record]);
        expect(runs.length + bad.length).toBe(2);
        expect(runs.length).toBeGreaterThanOrEqual(1);
      },
    ),
    { numRuns: 400, seed: 20 },
  );
});

test('whatever the database gives as a run’s numbers: used, or told', async () => {
  const numbers = fc.record(
    {
      id: fc.anything(),
      frames: fc.oneof(fc.anything(), fc.float64Array({ maxLength: 40 })),
      layers: fc.anything(),
      quantities: fc.anything(),
      classification: fc.anything(),
      checkpoint: fc.anything(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.anything(), numbers),
      async (value) => void (await onlyProblems(() => parseStoredNumbers(value, small()))),
    ),
    { numRuns: 400, seed: 20 },
  );
});
