import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currentVersion, migrate } from '../../../src/schema/migrations';
import { parseExperiment } from '../../../src/schema/parse';
import { onlyProblems } from '../damage';

const saved = 'tests/fixtures/saved/v0.1.0';
const experiments = readdirSync(saved)
  .filter((name) => name.endsWith('.experiment.json'))
  .map((name) => JSON.parse(readFileSync(`${saved}/${name}`, 'utf8')) as Record<string, unknown>);

test('a file of the present version is what it was, and read twice it is the same', () => {
  expect(experiments.length).toBeGreaterThan(0);
  for (const file of experiments) {
    expect(migrate({ ...file, version: currentVersion })).toEqual(file);
    const spec = parseExperiment(file);
    expect(parseExperiment(structuredClone(spec))).toEqual(spec);
  }
});

test('whatever stands as a version: migrated, or refused in one short sentence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...experiments), fc.anything(), async (file, version) => {
      const found = await onlyProblems(() => migrate({ ...file, version }));
      if (found) expect(found.version).toBe(currentVersion);
      await onlyProblems(() => parseExperiment({ ...file, version }));
    }),
    {
      numRuns: 300,
      seed: 20,
      examples: [
        [experiments[0]!, 0],
        [experiments[0]!, '1'],
        [experiments[0]!, 1e308],
        [experiments[0]!, '__proto__'],
      ],
    },
  );
});
