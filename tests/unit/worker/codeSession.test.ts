import { diffArrays } from 'diff';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { setField } from '../../../src/schema/edit';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { parseExperiment } from '../../../src/schema/parse';
import { type CodeLibrary, type CodeLine, type CodeReport, codeLibraries } from '../../../src/worker/code';
import { createCodeSession, lineChanges } from '../../../src/worker/codeSession';

const experiment = parseExperiment({
  format: 'gradient-lab/experiment',
  version: 1,
  data: { kind: 'moons', samples: 40 },
  network: { depth: 3, width: 4, activation: 'tanh' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16 },
});

const textOf = ({ pieces }: CodeLine) => pieces.map(([, text]) => text).join('');

/** A page's session: writes code for one experiment after the other. */
function pane() {
  let last: CodeReport | undefined;
  const session = createCodeSession((report) => {
    last = report;
  });
  let sent: unknown;
  return async ({ data, ...spec }: ExperimentSpec, library: CodeLibrary = 'pytorch') => {
    await session.handle({ kind: 'write', library, spec, ...(sent === data ? {} : { data }) });
    sent = data;
    if (last?.kind !== 'written') throw new Error(JSON.stringify(last));
    return last.lines;
  };
}
const changedIn = (lines: readonly CodeLine[]) => lines.filter(({ changed }) => changed).map(textOf);

describe('the code of an experiment, live', () => {
  test.each(codeLibraries)(
    '%s: a changed setting marks the lines that it changes, and no others',
    async (library) => {
      const write = pane();
      expect(changedIn(await write(experiment, library))).toEqual([]);
      const faster = setField(experiment, 'training.optimizer.learningRate', 0.25);
      const lines = await write(faster, library);
      // The title says it too.
      expect(changedIn(lines)).toEqual([
        expect.stringContaining('SGD'),
        expect.stringContaining('LEARNING_RATE = 0.25'),
      ]);
      // Marks stay until the code changes again.
      expect(changedIn(await write({ ...faster }, library))).toEqual(changedIn(lines));
      const longer = await write(setField(faster, 'training.steps', 77), library);
      expect(changedIn(longer)).toEqual([expect.stringContaining('STEPS = 77')]);
    },
  );

  test('another seed marks the folded numbers, whose text stays', async () => {
    const write = pane();
    const before = await write(experiment);
    const now = await write({ ...experiment, seed: 8 });
    const at = now.findIndex((line) => textOf(line).startsWith('WEIGHT_0'));
    expect(textOf(now[at]!)).toBe(textOf(before[at]!));
    expect(now[at]).toMatchObject({ changed: true, folded: 8, layers: [0, 1] });
    // The biases are 0 with any seed.
    expect(now.find((line) => textOf(line).startsWith('BIAS_0'))!.changed).toBeUndefined();
  });

  test('what a setting takes away is told where it was', async () => {
    const write = pane();
    await write(setField(experiment, 'training.clipNorm', 1));
    const lines = await write(experiment);
    const at = lines.findIndex(({ removed }) => removed);
    expect(lines[at]!.removed).toBe(1);
    expect(textOf(lines[at - 1]!)).toContain('loss.backward()');
    expect(changedIn(lines)).toEqual([]);
  });

  test('another library’s code is new, not changed; a fault leaves the session alive', async () => {
    const write = pane();
    await write(experiment);
    expect(changedIn(await write(setField(experiment, 'training.steps', 9), 'keras'))).toEqual([]);
    const refused = setField(setField(experiment, 'network.normalization', 'batch'), 'training.batchSize', 1);
    await expect(write(refused)).rejects.toThrow(/"kind":"problem"/);
    expect((await write(experiment)).length).toBeGreaterThan(80);
  });

  test('pieces have the colours of the language', async () => {
    const lines = await pane()(experiment);
    const colorOf = (word: string) =>
      lines.flatMap(({ pieces }) => pieces).find(([, text]) => text === word)?.[0];
    expect([colorOf('import'), colorOf('0.1'), colorOf('Network')]).toEqual(['keyword', 'number', 'title']);
  });
});

test('marked lines are those that a diff adds, and nothing is gone that stands in place of others', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, (before, now) => {
      const changes = lineChanges(before, now);
      const kept = diffArrays(before, now).filter(({ added, removed }) => !added && !removed);
      const keptLines = kept.flatMap(({ value }) => value);
      expect(now.filter((_, i) => !changes[i]!.changed)).toEqual(keptLines);
      const gone = changes.reduce((sum, { removed }) => sum + removed, 0);
      expect(gone).toBeLessThanOrEqual(before.length - keptLines.length);
      expect(gone).toBeGreaterThanOrEqual(before.length - now.length);
    }),
  );
});
