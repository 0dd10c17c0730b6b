import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDistillation } from '../../../src/schema/distillation';
import { currentVersion, migrate } from '../../../src/schema/migrations';
import { parseExperiment } from '../../../src/schema/parse';
import { parseSweep } from '../../../src/schema/sweep';
import { parseTransfer } from '../../../src/schema/transfer';
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

/** The other formats, each with a whole file. */
const others = {
  distillation: [parseDistillation, `${saved}/saved.distillation.json`],
  transfer: [parseTransfer, `${saved}/saved.transfer.json`],
  sweep: [parseSweep, `${saved}/map.sweep.json`],
} as const;

test.each(Object.entries(others))(
  'a %s: whatever stands as a version, and as a field that is migrated, is read or refused in one short sentence',
  async (_, [parse, path]) => {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    expect(parse(structuredClone(parse(file)))).toEqual(parse(file));
    const { version: __, ...without } = file;
    await onlyProblems(() => parse(without));
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (version, method) => {
        const read = await onlyProblems(() => parse({ ...file, version }));
        if (read) expect(read.version).toBe(1);
        await onlyProblems(() => parse({ ...file, method }));
      }),
      {
        numRuns: 100,
        seed: 20,
        examples: [
          [0, null],
          ['1', [null]],
          [1e308, { kind: '__proto__' }],
          ['__proto__', []],
          [1n, [[]]],
        ],
      },
    );
  },
);

test('a single method of a distillation may be written without brackets', () => {
  const file = JSON.parse(readFileSync(others.distillation[1], 'utf8')) as Record<string, unknown>;
  const one = { kind: 'hinton' };
  expect(parseDistillation({ ...file, method: one })).toEqual(parseDistillation({ ...file, method: [one] }));
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
