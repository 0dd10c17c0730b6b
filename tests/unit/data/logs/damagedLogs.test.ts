import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLog } from '../../../../src/data/logs/readLog';
import { damaged, onlyProblems } from '../../damage';

test.each(['lstm.jsonl', 'packed.jsonl'])(
  '%s, damaged anywhere: read as far as it goes, or refused in a sentence',
  async (name) => {
    const whole = new Uint8Array(readFileSync(`tests/fixtures/logs/${name}`));
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (bytes) => {
        const runs = await onlyProblems(() => readLog(new Blob([bytes]), name));
        for (const run of runs ?? []) {
          const { steps } = run.summary();
          expect([...steps]).toEqual([...steps].sort((a, b) => a - b));
          for (let at = 0; at < steps.length; at++) run.moment(at);
        }
      }),
      { numRuns: 40, seed: 20 },
    );
  },
);
